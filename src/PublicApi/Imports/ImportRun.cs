using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ledger.Cases;
using Ledger.Journal;

namespace PublicApi.Imports;

/// <summary>Records one page of accounts in one transaction.</summary>
internal delegate Task<RecordedPage> RecordPage(IReadOnlyList<RecordSourceAccount> page, CancellationToken ct);

/// <summary>How a run ended. A refusal is here only when it stopped the run.</summary>
internal sealed record ImportEnd(Refusal? Refusal, bool Interrupted);

/// <summary>
/// Reads files one after the other and records their accounts page by page; the next pages are read while one is being
/// recorded. With a rejects file the refused records go there and the others are recorded. Without one every file is
/// read twice: a refusal in the first reading ends the run before anything of that file is recorded.
/// </summary>
internal sealed class ImportRun(ReadSource read, RecordPage record, RejectsFile? rejects, ImportTally tally)
{
    /// <summary>Large enough that a page's fixed costs vanish, small enough that an interrupted run ends at once.</summary>
    public const int PageSize = 5_000;

    private const int PagesAhead = 2;

    // Two keep the database busy while accounts are decided on; an id always goes the same way, so its accounts stay in order.
    private readonly Lane[] lanes = [new(), new()];

    private Refusal? stoppedBy;

    public async Task<ImportEnd> RunAsync(IReadOnlyList<string> files, CancellationToken ct)
    {
        // The reader and the other lane stop as well when recording fails.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = Task.Run(() => ReadAllAsync(files, stop.Token), CancellationToken.None);
        try
        {
            await Task.WhenAll(lanes.Select(lane => RecordAllAsync(lane, stop)));
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAny(reading);
        }

        await reading;
        return new ImportEnd(stoppedBy, ct.IsCancellationRequested);
    }

    private async Task RecordAllAsync(Lane lane, CancellationTokenSource stop)
    {
        try
        {
            // A commit that has begun is waited for: cut off, nobody would know whether the page is stored.
            await foreach (var page in lane.Pages.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                tally.AddPage(page.Count, await record(page, CancellationToken.None));
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>Accounts on their way to the recorder.</summary>
    private sealed class Lane
    {
        private List<RecordSourceAccount> page = new(PageSize);

        public Channel<IReadOnlyList<RecordSourceAccount>> Pages { get; } =
            Channel.CreateBounded<IReadOnlyList<RecordSourceAccount>>(PagesAhead);

        public async ValueTask AddAsync(RecordSourceAccount account, CancellationToken ct)
        {
            page.Add(account);
            if (page.Count == PageSize)
            {
                await FlushAsync(ct);
            }
        }

        public async ValueTask FlushAsync(CancellationToken ct)
        {
            if (page.Count > 0)
            {
                await Pages.Writer.WriteAsync(page, ct);
                page = new List<RecordSourceAccount>(PageSize);
            }
        }
    }

    private async Task ReadAllAsync(IReadOnlyList<string> files, CancellationToken ct)
    {
        try
        {
            await foreach (var account in AccountsAsync(files, ct))
            {
                await lanes[account.SourceId.Sum(static c => c) % lanes.Length].AddAsync(account, ct);
            }

            foreach (var lane in lanes)
            {
                await lane.FlushAsync(ct);
            }

            Complete(fault: null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Complete(fault: null);
        }
        catch (Exception fault)
        {
            Complete(fault);
        }
    }

    private void Complete(Exception? fault)
    {
        foreach (var lane in lanes)
        {
            lane.Pages.Writer.Complete(fault);
        }
    }

    private async IAsyncEnumerable<RecordSourceAccount> AccountsAsync(
        IReadOnlyList<string> files, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var file in files)
        {
            stoppedBy = rejects is null ? await FirstRefusalAsync(file, ct) : null;
            if (stoppedBy is not null)
            {
                tally.AddRefusal();
                yield break;
            }

            await foreach (var (account, refusal) in RecordsAsync(file, ct))
            {
                if (account is not null)
                {
                    yield return account;
                }
                else if (rejects is not null)
                {
                    await rejects.WriteAsync(refusal!);
                    tally.AddRefusal();
                }
                else
                {
                    throw new IOException($"{file} changed while it was being imported, at record {refusal!.Record}.");
                }
            }
        }
    }

    private async Task<Refusal?> FirstRefusalAsync(string file, CancellationToken ct)
    {
        await foreach (var (_, refusal) in RecordsAsync(file, ct))
        {
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    private async IAsyncEnumerable<SourceRecord> RecordsAsync(string path, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var file = SourceFile.Open(path);
        var counted = 0L;
        await foreach (var item in read(file, ct))
        {
            yield return item;
            var position = file.BytesRead;
            if (position != counted)
            {
                tally.AddBytes(position - counted);
                counted = position;
            }
        }

        tally.AddBytes(file.BytesRead - counted);
    }
}
