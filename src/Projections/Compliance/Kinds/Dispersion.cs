using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>What several platforms ask for under one standard, by the same unit, does not lie further apart than a share of the
/// median: largest less smallest, over the median. A platform's price is the largest of its fee items. For the network.</summary>
public sealed class Dispersion : CheckKind
{
    private const long WholeBasisPoints = 10_000;

    public override string Name => "dispersion";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("tolerance_basis_points", ParameterType.Number, Largest: 1_000_000)];

    public override IEnumerable<Observation> Observe(CheckRun run)
    {
        var items = from service in run.Services
                    from versions in service.Service.FeeItems.Values
                    let item = versions.At(service.At)
                    where item is not null && run.Standard(service.Content.FindText("standard_code")) is not null
                    group (service.Service.Node, Item: item)
                    by (Standard: service.Content.RequireText("standard_code"), Unit: item.Fields.RequireText("unit"));
        foreach (var group in items.OrderBy(group => group.Key))
        {
            var prices = group.GroupBy(one => one.Node).Select(node => node.Max(one => one.Item.Fields.RequireNumber("max_fen"))).Order().ToList();
            if (prices.Count > 1)
            {
                yield return new Observation(
                    $"standard-{group.Key.Standard}#{group.Key.Unit}", null, null, IsWithin(prices, run.Parameters.Number("tolerance_basis_points")),
                    CaseFacts.Evidence([.. group.Select(one => one.Item.Entry)]));
            }
        }
    }

    // Twice the median of an even number is the sum of the middle two: nothing is divided.
    private static bool IsWithin(List<long> prices, long tolerance)
    {
        var twiceMedian = (Int128)prices[(prices.Count - 1) / 2] + prices[prices.Count / 2];
        return (Int128)(prices[^1] - prices[0]) * 2 * WholeBasisPoints <= tolerance * twiceMedian;
    }
}
