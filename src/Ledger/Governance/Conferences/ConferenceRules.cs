using Ledger.Deciding;

namespace Ledger.Governance.Conferences;

/// <summary>Public codes of rules about conferences, and the checks its commands share.</summary>
public static class ConferenceRules
{
    /// <summary>A resolution is overdue only after its last day.</summary>
    public const string NotDue = "RESOLUTION-NOT-DUE";

    internal static Decision? Known(ConferenceState state, int resolutionNo) => state.HasAdopted(resolutionNo)
        ? null
        : Fields.Refuse("resolution_no", "has to name a resolution of the conference", "须为该会议的决议");
}
