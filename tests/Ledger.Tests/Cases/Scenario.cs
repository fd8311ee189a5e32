using System.Text.Json;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;

namespace Ledger.Tests.Cases;

/// <summary>Given events, When a command, Then events or a refusal.</summary>
public sealed record Scenario(CaseState State, Network? Network = null)
{
    public static Scenario Given(params IReadOnlyList<CaseEvent> facts) =>
        new(facts.Aggregate(CaseState.Initial, static (state, fact) => state.Evolve(fact)));

    /// <summary>The same case in another network than <see cref="SampleNetwork"/>.</summary>
    public Scenario In(Network network) => this with { Network = network };

    public Attempt When(CaseCommand command, Envelope? by = null) => new(State, command, By.Act(by ?? By.Owner(), Network));
}

public sealed record Attempt(CaseState Before, CaseCommand Command, Act Act)
{
    private readonly Decision decision = Command.DecideOn(Before, Act);

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
        Assert.Empty(Assert.IsType<Decision.Accepted>(Command.DecideOn(after, Act)).Events);
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
