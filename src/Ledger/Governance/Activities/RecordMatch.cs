using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Governance.Activities;

/// <summary>A match that an activity led to, or its next stage.</summary>
/// <param name="MatchNo">The next number of the activity for a new match; else the number it has.</param>
/// <param name="Stage">One of <see cref="MatchStages"/>; a match moves forward only.</param>
public sealed record RecordMatch(int MatchNo, string Stage, IReadOnlyList<string> Parties, long? AmountFen) : Command<ActivityState>
{
    private const int FewestParties = 2;
    private const int MostParties = 20;

    protected override Decision Decide(ActivityState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.OwnerOrProvince(act, state.HostNode)
        ?? Fields.Number("match_no", MatchNo, 1, (long)state.Matches.Count + 1)
        ?? Fields.OneOf("stage", Stage, MatchStages.InOrder.ToHashSet())
        ?? GovernanceChecks.Stage(
            Rank(Stage) > Rank(state.Matches.GetValueOrDefault(MatchNo)), "The match has come as far already.", "该对接已达到此阶段。")
        ?? GovernanceChecks.Items("parties", Parties, FewestParties, MostParties, party => Fields.Code("parties", party))
        ?? GovernanceChecks.Distinct("parties", Parties)
        ?? (AmountFen is { } fen ? GovernanceChecks.MovedFen("amount_fen", fen) : null)
        ?? Decision.Accept(new MatchRecorded(act.Envelope, MatchNo, Stage, Parties, AmountFen));

    // Below every stage for a match that is not there yet.
    private static int Rank(string? stage) => MatchStages.InOrder.ToList().IndexOf(stage ?? "");
}
