using Ledger.Journal;
using Npgsql;
using PublicApi.Cli;
using Spectre.Console;
using System.Threading.Channels;

namespace PublicApi.Demo;

/// <summary>Stores a demo network by the page, while the next page is being decided.</summary>
internal static class DemoWriter
{
    private const int PageEvents = 2_000;
    private const int PagesAhead = 4;
    private const int Refused = 1;
    private const int LineEveryPages = 10;

    /// <summary>Refuses a ledger that has events: what stands there cannot be taken back, and must not be mixed with inventions.</summary>
    /// <returns>Exit code.</returns>
    public static async Task<int> Write(Simulation sim, bool ifEmpty, Func<CancellationToken, Task> drain, CancellationToken ct)
    {
        await Database.Migrate(ct);
        await using var writer = Roles.Connect(Database.ConnectionString, Roles.Writer);
        if (await HasEvents(writer, ct))
        {
            if (ifEmpty)
            {
                return 0;
            }

            await Console.Error.WriteLineAsync("refused: the ledger has events already. A demo network is written to an empty one only.");
            return Refused;
        }

        if (Console.IsOutputRedirected)
        {
            await Store(sim, writer, static (stored, at) =>
            {
                if (stored / PageEvents % LineEveryPages == 0)
                {
                    Console.WriteLine(Line(stored, at));
                }
            }, ct);
        }
        else
        {
            await AnsiConsole.Status().StartAsync(
                "Deciding", context => Store(sim, writer, (stored, at) => context.Status(Line(stored, at)), ct));
        }

        Console.WriteLine($"{sim.Size} events are stored; they are getting their positions in the public log.");
        await drain(ct);
        Console.WriteLine($"The demo network is there: {sim.Size} entries, {sim.Seeded.All.Count} breaches seeded.");
        return 0;
    }

    /// <summary>Stores everything in pages; each is whole or not there at all.</summary>
    internal static async Task Store(Simulation sim, NpgsqlDataSource writer, Action<long, DateTimeOffset> show, CancellationToken ct)
    {
        var pages = Channel.CreateBounded<PendingEvent[]>(PagesAhead);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var deciding = Task.Run(() => Decide(sim, pages.Writer, stop.Token), CancellationToken.None);
        try
        {
            await using var connection = await writer.OpenConnectionAsync(ct);
            var stored = 0L;
            await foreach (var page in pages.Reader.ReadAllAsync(ct))
            {
                await EventPage.Append(connection, page, ct);
                stored += page.Length;
                show(stored, page[^1].Fact.Envelope.RecordedAt);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAny(deciding);
        }

        await deciding;
    }

    private static async Task Decide(Simulation sim, ChannelWriter<PendingEvent[]> pages, CancellationToken ct)
    {
        try
        {
            foreach (var page in sim.Run().Chunk(PageEvents))
            {
                await pages.WriteAsync(page, ct);
            }

            pages.Complete();
        }
        catch (Exception fault)
        {
            pages.Complete(fault);
            throw;
        }
    }

    private static string Line(long stored, DateTimeOffset at) => $"{stored} events stored, the simulated day is {at:yyyy-MM-dd}";

    internal static async Task<bool> HasEvents(NpgsqlDataSource writer, CancellationToken ct)
    {
        await using var command = writer.CreateCommand("SELECT EXISTS (SELECT FROM journal.mt_events)");
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }
}
