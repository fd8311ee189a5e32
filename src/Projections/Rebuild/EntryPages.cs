using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ledger.Transparency;
using Npgsql;

namespace Projections.Rebuild;

/// <summary>Reads the entries of the log as fast as they come: one query, and pages that are parsed ahead, on all processors.</summary>
internal static class EntryPages
{
    private const int PageEntries = 1_024;

    // Parsed or being parsed while the page before is folded: bounds memory.
    private const int Ahead = 4;

    /// <summary>The first entries of the log, in order, in pages.</summary>
    /// <param name="source">A role that may read the log.</param>
    /// <param name="size">How many entries.</param>
    /// <exception cref="FormatException">An entry cannot be read.</exception>
    public static async IAsyncEnumerable<PublicEntry[]> Read(
        NpgsqlDataSource source, TreeSize size, [EnumeratorCancellation] CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pages = Channel.CreateBounded<Task<PublicEntry[]>>(Ahead);
        var reading = Fill(source, size, pages.Writer, end.Token);
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(ct))
            {
                yield return await page;
            }
        }
        finally
        {
            await end.CancelAsync();
            await reading;
        }
    }

    // Its end is the channel's: a fault comes out where the pages are read.
    private static async Task Fill(NpgsqlDataSource source, TreeSize size, ChannelWriter<Task<PublicEntry[]>> pages, CancellationToken ct)
    {
        try
        {
            await using var command = source.CreateCommand("SELECT body FROM public_log.entry WHERE position < $1 ORDER BY position");
            command.Parameters.Add(new() { Value = size.Value });
            await using var rows = await command.ExecuteReaderAsync(ct);
            var page = new List<byte[]>(PageEntries);
            while (await rows.ReadAsync(ct))
            {
                page.Add(rows.GetFieldValue<byte[]>(0));
                if (page.Count == PageEntries)
                {
                    await pages.WriteAsync(Parse(page), ct);
                    page = new List<byte[]>(PageEntries);
                }
            }

            await pages.WriteAsync(Parse(page), ct);
            pages.Complete();
        }
        catch (Exception fault)
        {
            pages.Complete(fault);
        }
    }

    private static Task<PublicEntry[]> Parse(List<byte[]> bodies) =>
        Task.Run(() => bodies.ConvertAll(body => PublicEntry.Parse(body)).ToArray());
}
