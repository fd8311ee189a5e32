using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Demonstrations;

internal static class DemonstrationChecks
{
    /// <summary>The province acts on a level at which the subject is recognised.</summary>
    public static Decision? Live(DemonstrationState state, Act act, string level) =>
        Authority.Exists(state)
        ?? Authority.Province(act)
        ?? Fields.OneOf("level", level, DemonstrationLevels.All)
        ?? GovernanceChecks.Stage(
            state.IsLive(level, Days.Of(act.Envelope.RecordedAt)),
            "The subject is not recognised at this level.", "该对象在此级别无有效认定。");
}
