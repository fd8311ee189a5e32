using System.Text.Json;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;

namespace Ledger.Tests.Cases;

/// <summary>Given events, When a command, Then events or a refusal.</summary>
public sealed record Scenario(CaseState State)
{
    public static Scenario Given(params IReadOnlyList<CaseEvent> facts) =>
        new(facts.Aggregate(CaseState.Initial, static (state, fact) => state.Evolve(fact)));

    public Attempt When(CaseCommand command, Envelope? by = null) => new(State, command, by ?? By.Owner());
}

public sealed record Attempt(CaseState Before, CaseCommand Command, Envelope Envelope)
{
    private readonly Decision decision = Command.DecideOn(Before, By.Act(Envelope));

    /// <summary>Exactly these events follow; on the state they lead to, the same command gives none.</summary>
    public CaseState Then(params CaseEvent[] expected)
    {
        if (decision is Decision.Refused refused)
        {
            Assert.Fail($"refused: {refused.Rule} {refused.Reason.English}");
        }

        var events = ((Decision.Accepted)decision).Events;
        Assert.Equal(expected.Select(Stored), events.Select(Stored));
        var after = events.Aggregate(Before, static (state, fact) => state.Evolve(fact));
        Assert.Empty(Assert.IsType<Decision.Accepted>(Command.DecideOn(after, By.Act(Envelope))).Events);
        return after;
    }

    public void ThenRefused(string rule)
    {
        var refused = Assert.IsType<Decision.Refused>(decision);
        Assert.Equal(rule, refused.Rule);
        Assert.EndsWith(".", refused.Reason.English);
        Assert.EndsWith("。", refused.Reason.Chinese);
    }

    // As text, since a record compares the lists in it by reference.
    private static string Stored(LedgerEvent fact) =>
        EventCatalogue.For(fact).StoredName + JsonSerializer.Serialize(fact, fact.GetType(), JournalJson.Options);
}
