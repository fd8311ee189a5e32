using FsCheck;
using FsCheck.Xunit;
using Ledger.Cases;
using Ledger.Deciding;

namespace Ledger.Tests.Cases;

/// <summary>A failure prints the shrunk script and the seed; give the seed to <c>Replay</c> to see it again.</summary>
public sealed class CasePropertyTests
{
    [Property(MaxTest = 500, StartSize = 200, EndSize = 2_000)]
    public void No_sequence_of_commands_leaves_the_stage_table_or_breaks_an_invariant(byte[] script)
    {
        var game = new RandomCommands(script);

        game.Play(CheckStage);

        HistoryRules.Check(game.History);
    }

    [Fact]
    public void The_random_commands_reach_every_stage_and_every_event()
    {
        const int Seed = 20_260_105;
        var (stages, events) = (new HashSet<CaseStage>(), new HashSet<Type>());
        var random = new Random(Seed);
        for (var i = 0; i < 500; i++)
        {
            var script = new byte[600];
            random.NextBytes(script);
            var game = new RandomCommands(script);
            game.Play((_, _, _, after) => stages.Add(after.Stage));
            events.UnionWith(game.History.Select(fact => fact.GetType()));
        }

        Assert.Equal(Enum.GetValues<CaseStage>().ToHashSet(), stages);
        Assert.Equal(2, SampleFacts.Cases.Count - events.Count);
        Assert.DoesNotContain(typeof(RequestAmended), events);
        Assert.DoesNotContain(typeof(DeliveryAmended), events);
    }

    [Property(MaxTest = 1_000)]
    public void A_line_rounds_half_up_like_exact_decimals(NonNegativeInt qtyMilli, NonNegativeInt priceFen)
    {
        var line = Story.Line with { QtyMilli = qtyMilli.Get, UnitPriceFen = priceFen.Get };
        var exact = Math.Round((decimal)qtyMilli.Get * priceFen.Get / 1000, MidpointRounding.AwayFromZero);

        Assert.Equal(exact, (decimal)Fen.Gross(line));
    }

    private static void CheckStage(CaseState before, CaseCommand command, Decision decision, CaseState after)
    {
        var step = StageModel.StepOf(command, before);
        switch (decision)
        {
            case Decision.Accepted accepted:
                Assert.Single(accepted.Events);
                Assert.Equal(step is null ? before.Stage : StageModel.After(step, before.Stage), after.Stage);
                break;
            case Decision.Refused refused:
                Assert.True(refused.Rule != Rules.Stage || step is null || StageModel.After(step, before.Stage) is null);
                break;
        }
    }
}
