using System.Diagnostics;
using System.Globalization;
using Ledger.Journal;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NpgsqlTypes;
using Projections.Sequencing;
using PublicApi.Imports;

namespace Benchmarks;

/// <summary>
/// A file of service requests into the journal, and from there into the public log and the views, each against a COPY of
/// the very same rows into tables with the same columns and indexes, in transactions of the same size.
/// </summary>
internal static class ImportBenchmark
{
    private const int Requests = 100_000;
    private const int Pairs = 3;

    public static async Task Run(string connectionString, Report report)
    {
        var file = Path.Combine(Path.GetTempPath(), $"ledger-bench-{Environment.ProcessId}.json");
        await WriteRequests(file);
        try
        {
            await Warm(connectionString, file);
            var imports = new List<(double, double)>();
            var sequencings = new List<(double, double)>();
            var foldings = new List<(double, double)>();
            var rebuilds = new List<(double, double)>();
            for (var pair = 1; pair <= Pairs; pair++)
            {
                var firstSeqId = await LastSeqId(connectionString) + 1;
                var import = await Import(connectionString, file, $"city-{pair}");
                var copy = await Copy(connectionString, firstSeqId);
                var sequencing = await Sequence(connectionString, import.Events);
                imports.Add((import.Rate, copy));
                sequencings.Add((sequencing, copy));
                foldings.Add((sequencing, import.Rate));
                rebuilds.Add((await RebuildBenchmark.Rebuild(connectionString), copy));
            }

            report.Ratio("import, file to journal, to COPY of the same rows", "events", imports);
            report.Ratio("sequencing and folding, to COPY of the same rows", "events", sequencings);
            report.Ratio("sequencing and folding, to import", "events", foldings);
            report.Ratio("rebuild of all views, to COPY of rows like those of the events", "entries", rebuilds);
            report.Line($"import, peak memory of the process: {await Memory(connectionString, file)} MB");
            report.Line($"rebuild, peak memory of the process: {await RebuildBenchmark.Memory(connectionString)}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task Warm(string connectionString, string file)
    {
        var import = await Import(connectionString, file, "city-0");
        await Sequence(connectionString, import.Events);
    }

    private static async Task<(double Rate, long Events)> Import(string connectionString, string file, string source)
    {
        await using var writer = Roles.Connect(connectionString, Roles.Writer);
        var recorder = new SourceAccountRecorder(
            writer, await CaseIds.Load(writer, CancellationToken.None), TimeProvider.System, Guid.CreateVersion7);
        await using var rejects = new RejectsFile(Path.GetTempFileName());
        var events = 0L;
        var run = new ImportRun(
            new Open311Reader(new SourceNames(source, source, SourceNames.RegionNotStated)).ReadAsync,
            async (page, ct) =>
            {
                var recorded = await recorder.RecordAsync(page, ct);
                events += recorded.Events;
                return recorded;
            },
            rejects,
            new ImportTally { TotalBytes = new FileInfo(file).Length });

        var watch = Stopwatch.StartNew();
        await run.RunAsync([file], CancellationToken.None);
        return (events / watch.Elapsed.TotalSeconds, events);
    }

    private static async Task<double> Sequence(string connectionString, long events)
    {
        await using var projector = Roles.Connect(connectionString, Roles.Projector);
        var watch = Stopwatch.StartNew();
        await new Sequencer(projector, NullLogger<Sequencer>.Instance, TimeProvider.System).Drain(CancellationToken.None);
        return events / watch.Elapsed.TotalSeconds;
    }

    private sealed record Row(long SeqId, Guid Id, string Stream, long Version, byte[] Data, string Type, DateTime Timestamp, string DotNetType);

    private static async Task<double> Copy(string connectionString, long firstSeqId)
    {
        await using var plain = NpgsqlDataSource.Create(connectionString);
        await using var connection = await plain.OpenConnectionAsync();
        var rows = await Read(connection, firstSeqId);
        await Execute(connection, """
            DROP TABLE IF EXISTS plain.copied_events, plain.copied_streams;
            CREATE TABLE plain.copied_streams (LIKE journal.mt_streams INCLUDING ALL);
            CREATE TABLE plain.copied_events (LIKE journal.mt_events INCLUDING ALL);
            """);

        var watch = Stopwatch.StartNew();
        foreach (var page in rows.Chunk(2 * ImportRun.PageSize))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await CopyStreams(connection, page);
            await CopyEvents(connection, page);
            await transaction.CommitAsync();
        }

        return rows.Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<List<Row>> Read(NpgsqlConnection connection, long firstSeqId)
    {
        await using var command = new NpgsqlCommand(
            "SELECT seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type FROM journal.mt_events WHERE seq_id >= $1 ORDER BY seq_id",
            connection)
        {
            Parameters = { new() { Value = firstSeqId } },
        };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>();
        while (await reader.ReadAsync())
        {
            rows.Add(new Row(
                reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt64(3), reader.GetFieldValue<byte[]>(4),
                reader.GetString(5), reader.GetDateTime(6), reader.GetString(7)));
        }

        return rows;
    }

    private static async Task CopyStreams(NpgsqlConnection connection, Row[] page)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY plain.copied_streams (id, version, tenant_id) FROM STDIN (FORMAT binary)");
        foreach (var row in page.Where(row => row.Version == 1))
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Stream, NpgsqlDbType.Varchar);
            await copy.WriteAsync(row.Version, NpgsqlDbType.Bigint);
            await copy.WriteAsync(StoredEvents.Tenant, NpgsqlDbType.Varchar);
        }

        await copy.CompleteAsync();
    }

    private static async Task CopyEvents(NpgsqlConnection connection, Row[] page)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            COPY plain.copied_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            FROM STDIN (FORMAT binary)
            """);
        foreach (var row in page)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.SeqId, NpgsqlDbType.Bigint);
            await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.Stream, NpgsqlDbType.Varchar);
            await copy.WriteAsync(row.Version, NpgsqlDbType.Bigint);
            await copy.WriteAsync(row.Data, NpgsqlDbType.Jsonb);
            await copy.WriteAsync(row.Type, NpgsqlDbType.Varchar);
            await copy.WriteAsync(row.Timestamp, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(StoredEvents.Tenant, NpgsqlDbType.Varchar);
            await copy.WriteAsync(row.DotNetType, NpgsqlDbType.Varchar);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean);
        }

        await copy.CompleteAsync();
    }

    // Import and sequencing together.
    private static async Task<long> Memory(string connectionString, string file)
    {
        var (output, peak) = await ProductMemory.Run(
            connectionString, "import", "open311", file, "--source", "memory", "--rejects", Path.GetTempFileName());
        return output.Contains($"imported: {Requests} records", StringComparison.Ordinal)
            ? peak
            : throw new InvalidOperationException("The import did not end well.");
    }

    // Shaped like the Boston records: a city's day of requests every 100, four of five closed, with a free text.
    private static async Task WriteRequests(string file)
    {
        var start = new DateTimeOffset(2015, 1, 1, 0, 0, 0, TimeSpan.FromHours(-5));
        await using var text = new StreamWriter(file);
        for (var i = 0; i < Requests; i++)
        {
            var requested = start.AddMinutes(i * 14);
            var updated = requested.AddMinutes(i % 5 == 0 ? 0 : i * 37 % 40_000);
            await text.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""
                {{(i == 0 ? '[' : ',')}}{"service_request_id":"1010{{i:00000000}}","status":"{{(i % 5 == 0 ? "open" : "closed")}}","status_notes":"Case noted.",
                "service_name":"Sidewalk Not Shoveled {{i % 40}}","service_code":"4f38920fe75084437f0001{{i % 40:00}}","description":"Still not shoveled, all ice.",
                "requested_datetime":"{{requested:yyyy-MM-dd'T'HH:mm:sszzz}}","updated_datetime":"{{updated:yyyy-MM-dd'T'HH:mm:sszzz}}",
                "address":"{{i % 900}} Sumner St, East Boston","lat":42.36666811015005,"long":-71.03437882851512}
                """));
        }

        await text.WriteAsync("]");
    }

    private static async Task<long> LastSeqId(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("SELECT coalesce(max(seq_id), 0) FROM journal.mt_events");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
