using System.Text.Json;
using Ledger.Cases;
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
    private readonly Decision decision = CaseDecider.Decide(Before, Command, Envelope);

    /// <summary>Exactly these events follow; on the state they lead to, the same command gives none.</summary>
    public CaseState Then(params CaseEvent[] expected)
    {
        if (decision is Decision.Refused refused)
        {
            Assert.Fail($"refused: {refused.Rule} {refused.Reason}");
        }

        var events = ((Decision.Accepted)decision).Events;
        Assert.Equal(expected.Select(Stored), events.Select(Stored));
        var after = events.Aggregate(Before, static (state, fact) => state.Evolve(fact));
        Assert.Empty(Assert.IsType<Decision.Accepted>(CaseDecider.Decide(after, Command, Envelope)).Events);
        return after;
    }

    public void ThenRefused(string rule)
    {
        var refused = Assert.IsType<Decision.Refused>(decision);
        Assert.Equal(rule, refused.Rule);
        Assert.EndsWith(".", refused.Reason);
    }

    // As text, since a record compares the lists in it by reference.
    private static string Stored(CaseEvent fact) =>
        EventCatalogue.For(fact).StoredName + JsonSerializer.Serialize(fact, fact.GetType(), JournalJson.Options);
}
