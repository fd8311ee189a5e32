using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Cases;
using Ledger.Tests.Store;

namespace Ledger.Tests.Auditor;

/// <summary>Grows a ledger by random steps: the next event of a case that is worked on, or a page of source accounts.</summary>
public sealed class RandomHistory(TestLedger ledger, Random random)
{
    private const int Cases = 30;

    // Names that order differently as UTF-16 and as UTF-8, that need escapes, and that begin alike.
    private static readonly string[] Names = ["Snow", "Snow ", "a\"b\\c\u0001", "\U0001F600", "\uFF5E", "数字化培训", "\u00E9"];

    private readonly Dictionary<int, (string Stream, Queue<CaseEvent> Events)> cases = [];

    public async Task Step()
    {
        if (random.Next(3) == 0)
        {
            var page = Enumerable.Range(0, random.Next(1, 9)).Select(_ => RandomAccount()).ToList();
            await ledger.Recorder.RecordAsync(page, CancellationToken.None);
            return;
        }

        var number = random.Next(Cases);
        if (!cases.TryGetValue(number, out var one) || one.Events.Count == 0)
        {
            one = cases[number] = (CaseIds.Prefix + Guid.CreateVersion7(), NewCase());
        }

        var fact = one.Events.Dequeue();
        var outcome = await ledger.Journal.Execute(
            one.Stream, expected: null, fact.Envelope.CommandId, _ => Decision.Accept(fact), Timeout.InfiniteTimeSpan);
        Assert.IsType<Outcome.Done>(outcome);
    }

    private Queue<CaseEvent> NewCase()
    {
        var script = new byte[random.Next(50, 900)];
        RandomCommands game;
        do
        {
            random.NextBytes(script);
            game = new RandomCommands(script);
            game.Play((_, _, _, _) => { });
        }
        while (game.History.Count == 0);
        return new Queue<CaseEvent>(game.History);
    }

    private RecordSourceAccount RandomAccount()
    {
        var account = Samples.Account($"{random.Next(40)}", random.Next(2) == 0 ? null : random.Next(-50, 2_000) / 10.0);
        return account with
        {
            ServiceName = Names[random.Next(Names.Length)],
            RegionCode = $"{random.Next(3)}",
            RequestedAt = account.RequestedAt.AddDays(random.Next(60)),
            UpdatedAt = account.UpdatedAt.AddMinutes(random.Next(5_000)),
        };
    }
}
