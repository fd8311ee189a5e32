using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Indicators;

/// <summary>Where the money of each fund is, and at which platform (domain.md C27, C32, C34).</summary>
internal static class FundLedger
{
    /// <summary>What money of a fund may be spent on.</summary>
    public static IReadOnlySet<string> Purposes(IReadOnlyList<PublicEntry> fund) => fund
        .Where(entry => entry.Type == "fund.appropriated").SelectMany(entry => entry.Fields.Texts("purpose_codes")).ToHashSet(StringComparer.Ordinal);

    public static bool IsOffPurpose(PublicEntry entry, IReadOnlySet<string> purposes) =>
        entry.Type == "fund.spent" && !purposes.Contains(entry.Fields.RequireText("purpose_code"));
}
