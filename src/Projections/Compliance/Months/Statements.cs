using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>Reads the figures that a publication states.</summary>
public static class Statements
{
    /// <summary>By node and code; what was not stated is not there.</summary>
    /// <exception cref="FormatException">It lacks a field of its type.</exception>
    public static ImmutableSortedDictionary<(string Node, string Code), long> Of(PublicEntry published) => published.Fields.Groups("figures")
        .SelectMany(node => node.Groups("figures").Select(figure => (
            Key: (node.FindText("node") ?? MonthFigures.Network, figure.RequireText("code")), Value: figure.RequireNumber("value"))))
        .GroupBy(one => one.Key)
        .ToImmutableSortedDictionary(one => one.Key, one => one.Last().Value, MonthFigures.ByNodeAndCode);
}
