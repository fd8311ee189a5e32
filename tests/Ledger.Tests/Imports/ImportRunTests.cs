using System.Text;
using System.Text.Json;
using Ledger.Cases;
using Ledger.Journal;
using PublicApi.Imports;

namespace Ledger.Tests.Imports;

public sealed class ImportRunTests : IDisposable
{
    private const string Header = "id,date,district,category,text\n";

    private static readonly CsvMapping Simple = Mappings.FromText(Mappings.Simple);

    private readonly TemporaryFolder folder = new();
    private readonly List<IReadOnlyList<RecordSourceAccount>> pages = [];

    [Fact]
    public async Task Records_all_accounts_in_pages_that_span_files()
    {
        var end = await RunAsync(folder.Write("a.csv", Rows(1, 3_000)), folder.Write("b.csv", Rows(3_001, 19_000)));

        Assert.Equal(new ImportEnd(null, Interrupted: false), end);
        Assert.All(pages, page => Assert.InRange(page.Count, 1, ImportRun.PageSize));
        Assert.Contains(pages, page => page.Count == ImportRun.PageSize);
        Assert.Equal(Enumerable.Range(1, 19_000), Ids().Select(int.Parse).Order());
    }

    [Fact]
    public async Task Records_the_accounts_of_one_id_in_the_order_of_the_files()
    {
        await RunAsync(
            folder.Write("a.csv", Rows(1, 8_000).Replace("noise", "first", StringComparison.Ordinal)),
            folder.Write("b.csv", Rows(1, 8_000).Replace("noise", "second", StringComparison.Ordinal)));

        var byId = pages.SelectMany(page => page).GroupBy(account => account.SourceId).ToList();
        Assert.Equal(8_000, byId.Count);
        Assert.All(byId, accounts => Assert.Equal(["first", "second"], accounts.Select(account => account.ServiceCode)));
    }

    [Fact]
    public async Task Without_a_rejects_file_one_bad_record_keeps_its_whole_file_out_and_the_files_before_it_stay()
    {
        var bad = folder.Write("b.csv", Rows(2, 8_000) + "x,2026-02-30,A,noise,t\n" + Rows(8_001, 8_002)[Header.Length..]);
        var tally = new ImportTally();
        var end = await RunAsync(tally, null, folder.Write("a.csv", Rows(1, 1)), bad, folder.Write("c.csv", Rows(9_000, 9_001)));

        Assert.Equal(new Refusal(bad, 8_000, "date", "'2026-02-30' is not of the form uuuu-MM-dd"), end.Refusal);
        Assert.Equal(["1"], Ids());
        Assert.Equal("imported: 2 records, 1 new cases, 0 changed, 0 unchanged, 1 refused, 2 events stored", tally.ToString());
    }

    [Fact]
    public async Task With_a_rejects_file_the_good_records_are_recorded_and_the_bad_ones_listed()
    {
        var path = folder.Write("a.csv", Header + "1,2026-01-05,A,noise,t\n2,44927,A,noise,secret\n,2026-01-05,A,noise,secret\n4,2026-01-05,A,noise,t\n5,2026-01-05,A\n");
        var rejects = folder.Write("rejects.jsonl", "a line of an earlier run\n");
        var tally = new ImportTally();
        await using (var file = new RejectsFile(rejects))
        {
            Assert.Null((await RunAsync(tally, file, path)).Refusal);
        }

        Assert.Equal(["1", "4"], Ids().Order());
        var name = JsonSerializer.Serialize(path);
        Assert.Equal(
            [
                $$"""{"file":{{name}},"record":2,"field":"date","reason":"'44927' is not of the form uuuu-MM-dd"}""",
                $$"""{"file":{{name}},"record":3,"field":"id","reason":"is missing"}""",
                $$"""{"file":{{name}},"record":5,"field":"record","reason":"has 3 fields and the header 5, up to line 6"}""",
            ],
            await File.ReadAllLinesAsync(rejects, Reading.Ct));
        Assert.Equal("imported: 5 records, 2 new cases, 0 changed, 0 unchanged, 3 refused, 4 events stored", tally.ToString());
    }

    [Fact]
    public async Task Refusals_are_on_the_disk_before_the_run_ends()
    {
        var rejects = Path.Combine(folder.Root, "rejects.jsonl");
        await using var file = new RejectsFile(rejects);
        await file.WriteAsync(new Refusal("a.csv", 7, "date", "'2026\u202e' is wrong"));

        using var reader = new StreamReader(new FileStream(rejects, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.EndsWith("\n", await reader.ReadToEndAsync(Reading.Ct));
    }

    [Fact]
    public async Task Counts_every_byte_of_the_files_in_both_readings()
    {
        var path = folder.Write("a.csv", Reading.Gzip(Encoding.UTF8.GetBytes(Rows(1, 5_000))));
        var tally = new ImportTally();
        await RunAsync(tally, null, path);

        Assert.Equal(2 * new FileInfo(path).Length, tally.BytesRead);
    }

    [Fact]
    public async Task Reads_ahead_a_few_pages_while_pages_are_recorded_and_no_further()
    {
        // Two lanes, and in each a page being recorded, two waiting and one being filled.
        const int most = 2 * 4 * ImportRun.PageSize;
        var read = 0;
        async IAsyncEnumerable<SourceRecord> Source(SourceFile file, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
        {
            await foreach (var record in new CsvSourceReader(Simple).ReadAsync(file, ct))
            {
                Interlocked.Increment(ref read);
                yield return record;
            }
        }

        var release = new TaskCompletionSource();
        async Task<RecordedPage> Held(IReadOnlyList<RecordSourceAccount> page, CancellationToken ct)
        {
            await release.Task;
            return new RecordedPage(page.Count, 0, 0, 0);
        }

        await using var rejects = new RejectsFile(Path.Combine(folder.Root, "rejects.jsonl"));
        var run = new ImportRun(Source, Held, rejects, new ImportTally()).RunAsync([folder.Write("a.csv", Rows(1, 60_000))], Reading.Ct);
        await WaitUntilAsync(() => Volatile.Read(ref read) >= most - (2 * ImportRun.PageSize));
        await Task.Delay(100, Reading.Ct);
        Assert.InRange(Volatile.Read(ref read), 0, most);

        release.SetResult();
        await run;
        Assert.Equal(60_000, read);
    }

    [Fact]
    public async Task An_interruption_lets_the_page_in_flight_end_and_records_no_other()
    {
        using var stop = new CancellationTokenSource();
        var recorded = 0;
        async Task<RecordedPage> Record(IReadOnlyList<RecordSourceAccount> page, CancellationToken ct)
        {
            await stop.CancelAsync();
            await Task.Delay(50, CancellationToken.None);
            Assert.False(ct.CanBeCanceled);
            Interlocked.Increment(ref recorded);
            return new RecordedPage(page.Count, 0, 0, 0);
        }

        var tally = new ImportTally();
        var run = new ImportRun(new CsvSourceReader(Simple).ReadAsync, Record, null, tally);
        var end = await run.RunAsync([folder.Write("a.csv", Rows(1, 50_000))], stop.Token);

        Assert.Equal(new ImportEnd(null, Interrupted: true), end);
        Assert.InRange(recorded, 1, 2);
        Assert.Equal(recorded * ImportRun.PageSize, tally.Records);
    }

    [Fact]
    public async Task A_fault_of_the_recorder_ends_the_reading_and_reaches_the_caller()
    {
        var run = new ImportRun(
            new CsvSourceReader(Simple).ReadAsync, (_, _) => throw new InvalidOperationException("no database"), null, new ImportTally());

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => run.RunAsync([folder.Write("a.csv", Rows(1, 50_000))], Reading.Ct));
        Assert.Equal("no database", fault.Message);
    }

    [Fact]
    public async Task A_file_that_goes_away_is_a_fault_and_what_came_before_it_is_recorded()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => RunAsync(folder.Write("a.csv", Rows(1, 2)), Path.Combine(folder.Root, "b.csv")));
    }

    [Fact]
    public void Finds_files_below_folders_once_each_and_in_ordinal_order()
    {
        foreach (var name in new[] { "b/x.json", "b/a.JSON.GZ", "a.json", "b/notes.txt", "B.json", "b/c/y.csv", "odd.name" })
        {
            folder.Write(name, "");
        }

        var found = SourceFile.Find([folder.Root, Path.Combine(folder.Root, "a.json"), Path.Combine(folder.Root, "odd.name")], [".json"]);

        Assert.Equal(
            ["B.json", "a.json", "b/a.JSON.GZ", "b/x.json", "odd.name"],
            found.Select(file => Path.GetRelativePath(folder.Root, file)));
    }

    public void Dispose() => folder.Dispose();

    private static string Rows(int first, int last) =>
        Header + string.Concat(Enumerable.Range(first, last - first + 1).Select(i => $"{i},2026-01-05,A,noise,\"some text, {i}\"\n"));

    private static async Task WaitUntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            await Task.Delay(5, Reading.Ct);
        }
    }

    private IEnumerable<string> Ids() => pages.SelectMany(page => page).Select(account => account.SourceId);

    private Task<ImportEnd> RunAsync(params string[] files) => RunAsync(new ImportTally(), null, files);

    private Task<ImportEnd> RunAsync(ImportTally tally, RejectsFile? rejects, params string[] files) =>
        new ImportRun(new CsvSourceReader(Simple).ReadAsync, Collect, rejects, tally).RunAsync(files, Reading.Ct);

    private Task<RecordedPage> Collect(IReadOnlyList<RecordSourceAccount> page, CancellationToken ct)
    {
        lock (pages)
        {
            pages.Add(page);
        }

        return Task.FromResult(new RecordedPage(page.Count, 0, 0, 2 * page.Count));
    }
}
