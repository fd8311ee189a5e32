using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Findings;

/// <summary>A finding as the newest evaluation of its month left it.</summary>
/// <param name="Node">The platform that answers for it; null where only the network does.</param>
/// <param name="IsFound">The newest evaluation still finds it.</param>
public sealed record FindingTarget(string Rule, string Month, string? Node, bool IsFound);

/// <summary>Checks that the commands on findings share.</summary>
internal static class FindingRules
{
    /// <summary>There is no such finding, or the newest evaluation does not find it any more.</summary>
    public const string Unknown = "FINDING-UNKNOWN";

    public static Decision? IsRaised(FindingTarget? found) => found is { IsFound: true }
        ? null
        : Decision.Refuse(
            Unknown, "No evaluation of the month finds this now: there is nothing to answer for.", "该月最近一次评估未发现此问题，无须处理。");

    /// <summary>The platform that answers for it, or the province.</summary>
    public static Decision? Answers(FindingTarget found, Act act) =>
        found.Node is { } node ? Authority.OwnerOrProvince(act, node) : Authority.Province(act);

    public static Decision? Is(FindingState state, FindingStage last) => GovernanceChecks.Stage(
        state.Stage <= last, "This was done about the finding already, or it is settled.", "该问题已作此处理，或已了结。");
}
