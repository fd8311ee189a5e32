using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Ledger.Tests.Store;
using Npgsql;

namespace Ledger.Tests.EndToEnd;

/// <summary>Hostile input through the built product into the database: the exact bytes are stored, or it is refused.</summary>
public sealed class BadInputTests(Cluster cluster) : IDisposable
{
    private const string Mapping = """
        {"source":"bad","time_zone":"Asia/Shanghai","date_formats":["uuuu-MM-dd"],
         "columns":{"id":"id","requested":"date","region":"district","service_code":"category"}}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-bad-").FullName;

    [Fact]
    public async Task Every_hostile_file_is_imported_or_refused_in_a_sentence_and_never_a_crash()
    {
        var files = Directory.GetFiles(Repository.Shared("badinput/own"), "*.csv").Order().ToList();
        Assert.Equal(19, files.Count);
        await using var ledger = await TestLedger.Create(cluster);
        var mapping = Write("mapping.json", Mapping);

        foreach (var file in files)
        {
            var (exitCode, output, errors) = await Product.Run(
                ledger.ConnectionString, "import", "csv", file, "--mapping", mapping, "--rejects", Path.Combine(folder, "rejects.jsonl"));

            Assert.True(exitCode is 0 or 1, $"{file}: {exitCode} {errors}");
            Assert.DoesNotContain("Exception", output + errors, StringComparison.Ordinal);
            Assert.DoesNotContain("SqlState", output + errors, StringComparison.Ordinal);
            Assert.True(new FileInfo(Path.Combine(folder, "rejects.jsonl")).Length < 100_000, file);
        }

        var (fsck, report, _) = await Product.Run(ledger.ConnectionString, "fsck");
        Assert.True(fsck == 0, report);
    }

    [Fact]
    public async Task Every_naughty_string_as_id_status_and_category_is_stored_to_the_byte_or_refused()
    {
        var strings = JsonSerializer.Deserialize<List<string>>(
            await File.ReadAllBytesAsync(Repository.Shared("badinput/blns/blns.json"), TestContext.Current.CancellationToken))!;
        await using var ledger = await TestLedger.Create(cluster);
        var mapping = Write("mapping.json", """
            {"source":"blns","time_zone":"Asia/Shanghai","date_formats":["uuuu-MM-dd"],"statuses":{"open":["open"]},
             "columns":{"id":"id","requested":"date","status":"status","service_code":"code","category":"category"}}
            """);
        var csv = new StringBuilder("id,date,status,code,category\n");
        for (var i = 0; i < strings.Count; i++)
        {
            var quoted = $"\"{strings[i].Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
            csv.Append($"{quoted},2026-01-05,open,c,x\ns{i},2026-01-05,{quoted},c,x\nc{i},2026-01-05,open,c,{quoted}\n");
        }

        var (exitCode, output, errors) = await Product.Run(
            ledger.ConnectionString, "import", "csv", Write("blns.csv", csv.ToString()), "--mapping", mapping, "--rejects", Path.Combine(folder, "rejects.jsonl"));
        Assert.True(exitCode == 0, output + errors);

        var refused = (await File.ReadAllLinesAsync(Path.Combine(folder, "rejects.jsonl"), TestContext.Current.CancellationToken))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("record").GetInt32()).ToHashSet();
        var ids = strings.Where((_, i) => !refused.Contains((3 * i) + 1)).ToHashSet(StringComparer.Ordinal);

        // Blanks stand for no category, and that is OTHER.
        var categories = strings.Where((_, i) => !refused.Contains((3 * i) + 3))
            .Select(text => string.IsNullOrWhiteSpace(text) ? "OTHER" : text).ToHashSet(StringComparer.Ordinal);
        Assert.True(ids.Count > 350 && categories.Count > 350, $"{ids.Count} ids and {categories.Count} categories were taken");
        Assert.All(Enumerable.Range(0, strings.Count), i => Assert.Contains((3 * i) + 2, refused));

        Assert.Equal(ids, await Stored(ledger, "data #>> '{source,id}'", "data ->> 'category_code' = 'x'"));
        Assert.Equal(categories, await Stored(ledger, "data ->> 'category_code'", "data #>> '{source,id}' ~ '^c[0-9]+$'"));
        var (fsck, report, _) = await Product.Run(ledger.ConnectionString, "fsck");
        Assert.True(fsck == 0, report);
    }

    [Fact]
    public async Task Ctrl_C_ends_an_import_between_transactions_and_running_it_again_goes_on()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var rows = string.Concat(Enumerable.Range(1, 60_000).Select(i => $"{i},2026-01-05,510100,train,t\n"));
        var file = Write("many.csv", "id,date,district,category,text\n" + rows);
        string[] arguments = ["import", "csv", file, "--mapping", Write("mapping.json", Mapping)];
        await using var gate = await HoldLaterPages(ledger);

        using var import = Product.Start(ledger.ConnectionString, arguments);
        while (import.IsRunning && await ledger.Count("journal.mt_events") == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Process.Start("kill", ["-INT", $"{import.Id}"]).WaitForExit();
        await gate.DisposeAsync();
        var (exitCode, output, errors) = await import.End();
        await using var open = ledger.Administrator.CreateCommand("DROP TRIGGER held ON journal.mt_events");
        await open.ExecuteNonQueryAsync();
        var stored = await ledger.Count("journal.mt_events");

        Assert.Equal(130, exitCode);
        Assert.Contains("Run the same command again", errors, StringComparison.Ordinal);
        Assert.Contains($"{stored} events stored", output, StringComparison.Ordinal);
        Assert.InRange(stored, 1, 59_999);

        var (again, summary, faults) = await Product.Run(ledger.ConnectionString, arguments);
        Assert.True(again == 0, faults);
        Assert.Contains($"{60_000 - stored} new cases, 0 changed, {stored} unchanged", summary, StringComparison.Ordinal);
        Assert.Equal(60_000, await ledger.Count("views.case_view"));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    // Every page but the first waits until what is given is disposed of, and then for a second: so however late the signal is
    // heard, there is something left to import.
    private static async Task<NpgsqlConnection> HoldLaterPages(TestLedger ledger)
    {
        await using (var trigger = ledger.Administrator.CreateCommand(
            """
            CREATE FUNCTION public.hold() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF EXISTS (SELECT FROM journal.mt_events WHERE xmin <> pg_current_xact_id()::xid) THEN
                    PERFORM pg_advisory_xact_lock_shared(42), pg_sleep(1);
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER held AFTER INSERT ON journal.mt_events FOR EACH STATEMENT EXECUTE FUNCTION public.hold();
            """))
        {
            await trigger.ExecuteNonQueryAsync();
        }

        // Not of a pool, or the lock would outlive it.
        var gate = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ledger.ConnectionString) { Pooling = false }.ConnectionString);
        await gate.OpenAsync();
        await using var hold = new NpgsqlCommand("SELECT pg_advisory_lock(42)", gate);
        await hold.ExecuteNonQueryAsync();
        return gate;
    }

    private static async Task<HashSet<string>> Stored(TestLedger ledger, string column, string condition)
    {
        await using var command = ledger.Administrator.CreateCommand($"SELECT {column} FROM journal.mt_events WHERE {condition}");
        await using var found = await command.ExecuteReaderAsync();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        while (await found.ReadAsync())
        {
            texts.Add(found.GetString(0));
        }

        return texts;
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
