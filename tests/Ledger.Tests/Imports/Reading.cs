using System.IO.Compression;
using System.Text;
using Ledger.Cases;
using Ledger.Deciding;
using PublicApi.Imports;

namespace Ledger.Tests.Imports;

/// <summary>Feeds the readers from files and folds what they give as the ledger would.</summary>
internal static class Reading
{
    public static readonly SourceNames Names = new("city", "city-node", SourceNames.RegionNotStated);

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<List<SourceRecord>> AllAsync(ReadSource read, params IEnumerable<string> files)
    {
        var all = new List<SourceRecord>();
        foreach (var path in files)
        {
            await using var file = SourceFile.Open(path);
            await foreach (var record in read(file, Ct))
            {
                all.Add(record);
            }
        }

        return all;
    }

    public static Task<List<SourceRecord>> Open311Async(string json) => Open311Async(Encoding.UTF8.GetBytes(json));

    public static async Task<List<SourceRecord>> Open311Async(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        return await AllAsync(new Open311Reader(Names).ReadAsync, folder.Write("requests.json", bytes));
    }

    public static Task<List<SourceRecord>> CsvAsync(CsvMapping mapping, string csv) => CsvAsync(mapping, Encoding.UTF8.GetBytes(csv));

    public static async Task<List<SourceRecord>> CsvAsync(CsvMapping mapping, byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        return await AllAsync(new CsvSourceReader(mapping).ReadAsync, folder.Write("rows.csv", bytes));
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public static RecordSourceAccount Account(IEnumerable<SourceRecord> records)
    {
        var record = Assert.Single(records);
        Assert.Null(record.Refusal);
        return record.Account!;
    }

    public static Refusal Refused(IEnumerable<SourceRecord> records)
    {
        var record = Assert.Single(records);
        Assert.Null(record.Account);
        return record.Refusal!;
    }

    /// <summary>The state of every case after the accounts in their order.</summary>
    public static Dictionary<string, CaseState> Fold(IEnumerable<RecordSourceAccount> accounts)
    {
        var cases = new Dictionary<string, CaseState>();
        var delivery = Guid.Parse("01980000-0000-7000-8000-000000000000");
        foreach (var account in accounts)
        {
            var envelope = new Envelope(account.RequestedAt, account.UpdatedAt, account.Node, "import", Channels.Import, "c", null);
            var state = cases.GetValueOrDefault(account.SourceId, CaseState.Initial);
            var decision = Assert.IsType<Decision.Accepted>(RecordSourceAccount.Decide(state, account, envelope, delivery));
            cases[account.SourceId] = decision.Events.Aggregate(state, (before, fact) => before.Evolve(fact));
        }

        return cases;
    }
}
