using System.Text;
using System.Text.Json.Nodes;
using Ledger.Deciding;
using Ledger.Privacy.Consents;
using Ledger.Tests.EndToEnd;
using Ledger.Tests.Store;
using Ledger.Transparency;

namespace Ledger.Tests.Privacy;

/// <summary>The promise as a whole, by the product as it is run: what is erased is nowhere, and the ledger has not changed.</summary>
public sealed class ErasureTests(Cluster cluster) : IDisposable
{
    private const string Words = "Zhang San agrees, call 138-0000-0000";
    private const string Query =
        "{ serviceResults { received closed open } cases(first: 10) { nodes { caseId timeline(first: 10) { position body } } } }";

    private readonly string folder = Directory.CreateTempSubdirectory("ledger-erasure-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_erased_is_nowhere_and_the_ledger_is_as_it_was()
    {
        await using var ledger = await TestLedger.Create(cluster);
        await Product.Run(ledger.ConnectionString, "key", "new", Path.Combine(folder, "log-key"), "--origin", "test.example/log");
        using var service = Product.Start(ledger.ConnectionString, folder, ["serve", "--urls", "http://127.0.0.1:0"], logLevel: "Trace");
        using var http = new HttpClient { BaseAddress = await service.Served() };
        var member = await MemberClient.Add(http, ledger.ConnectionString, "SC", "province");
        await member.OpenNetwork();
        var (subject, other) = (await ledger.SubmitCase("one"), await ledger.SubmitCase("two"));
        var consent = await member.Consent(subject, Words);
        await member.Done($"{consent}/withdraw", $$"""{"reason":"{{Words}}"}""");
        await member.Consent(other, Words);
        var opened = (await member.Get($"/vault/{subject}?purpose=callback")).Body["values"]!.AsArray();
        var salts = opened.Select(value => Convert.FromBase64String(value!["salt"]!.GetValue<string>())).ToList();
        Assert.Equal(2, salts.Count);
        await Run(ledger, "ANALYZE vault.subject_key; ANALYZE vault.item");
        var key = await Bytes(ledger, $"SELECT wrapped FROM vault.subject_key WHERE subject = '{subject}'");
        var size = await Published(http, ledger);
        var before = await Log.Read(http, ledger, size);
        var answers = await Ask(http);
        Assert.True((await Dump.Take(ledger.Administrator)).Contains(key));

        var (exitCode, output, errors) = await Product.Run(ledger.ConnectionString, "erase", subject, "--ground", "subject_request");

        Assert.True(exitCode == 0, errors);
        var lines = output.TrimEnd().Split('\n');
        await AssertProves(ledger, lines);
        var after = await Published(http, ledger);
        Assert.Equal(size.Value + 1, after.Value);

        // The ledger is as it was.
        var log = await Log.Read(http, ledger, size);
        Assert.Equal(before.Entries, log.Entries);
        Assert.Equal(before.Root, log.Root);
        for (var i = 0; i < before.Entries.Count; i++)
        {
            var leaf = Merkle.LeafHash(Convert.FromHexString(before.Entries[i]));
            Assert.True(Proofs.VerifyInclusion(new LeafIndex(i), size, leaf, before.Proofs[i], log.Root));
            Assert.Equal(before.Proofs[i], log.Proofs[i]);
        }

        Assert.Equal(answers, await Ask(http));
        Assert.Equal((0, ""), await Checked(ledger, "fsck"));
        Assert.Equal((0, ""), await Checked(ledger, "verify", "--log", $"{http.BaseAddress}log", "--vkey", await http.GetStringAsync("/log/vkey", TestContext.Current.CancellationToken)));

        // The other one's same words are still there, and only there.
        Assert.Equal(Words, Assert.Single(await TestVault.Table.Open(ledger.Writer, other, CancellationToken.None)).Value);
        await service.Kill();
        var logs = await service.End();
        var published = Encoding.UTF8.GetString([.. before.Entries.SelectMany(Convert.FromHexString)]);
        var dump = await Dump.Take(ledger.Administrator);
        Assert.Contains("/consents/", logs.Output, StringComparison.Ordinal);
        foreach (var place in new[] { logs.Output, logs.Errors, output, errors, published, answers, Encoding.Latin1.GetString(await Files(ledger)) })
        {
            AssertAbsent(bytes => Dump.Contains(place, bytes), salts);
        }

        AssertAbsent(dump.Contains, salts);
        Assert.False(dump.Contains(key));
        Assert.Equal(-1, (await Files(ledger)).AsSpan().IndexOf(key));
        Assert.Empty(dump.Confirm("scope_text", Words, Guesses(subject)));
        Assert.Empty(dump.Confirm("reason", Words, Guesses(subject)));

        var (again, nothing, _) = await Product.Run(ledger.ConnectionString, "erase", subject, "--ground", "subject_request");
        Assert.Equal((0, "There is nothing to erase.\n"), (again, nothing));
        Assert.Equal(1, await ledger.Count("journal.mt_events WHERE type = 'redaction.executed.v1'"));
    }

    // The attack itself: it finds what is there to be found.
    [Fact]
    public void A_dictionary_attack_finds_a_value_whose_salt_or_plain_hash_was_left()
    {
        var salt = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);
        var commitment = Convert.ToBase64String(Sealed.Commit("reason", Words, salt));
        var key = new byte[32];
        var hash = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(Words)));

        Assert.Empty(new Dump($"x {commitment} y").Confirm("reason", Words));
        Assert.NotEmpty(new Dump($"x {commitment} y \\\\x00{Convert.ToHexString(salt)}aa").Confirm("reason", Words));
        Assert.NotEmpty(new Dump($"\\\\x{Convert.ToHexString(key)}\t{{\"command_hash\":\"{hash}\"}}").Confirm("reason", Words));
        Assert.True(new Dump($"{{\"a\":\"{Convert.ToBase64String([1, .. salt, 2])}\"}}").Contains(salt));
    }

    // The command in the forms in which a program may have hashed it.
    private static IReadOnlyList<string> Guesses(string subject)
    {
        var grant = $$"""{"subject":"{{subject}}","scopes":["callback"],"scope_text":"{{Words}}"}""";
        return
        [
            grant,
            $"[\"{nameof(GrantConsent)}\",[\"SC-510700\",\"clerk\",\"online\",\"\"],{grant}]",
            $$"""[{"{{nameof(WithdrawConsent)}}"},["SC","clerk","online",""],{"reason":"{{Words}}"}]""",
            $"[\"{nameof(WithdrawConsent)}\",[\"SC\",\"clerk\",\"online\",\"\"],{{\"reason\":\"{Words}\"}}]",
        ];
    }

    private static void AssertAbsent(Func<byte[], bool> contains, IEnumerable<byte[]> salts)
    {
        Assert.False(contains(Encoding.UTF8.GetBytes(Words)));
        Assert.False(contains(Encoding.UTF8.GetBytes("138-0000-0000")));
        Assert.All(salts, salt => Assert.False(contains(salt)));
    }

    private static async Task AssertProves(TestLedger ledger, string[] lines)
    {
        Assert.Equal(4, lines.Length);
        var digest = Sealed.Commit("list_digest", string.Join('\n', lines[2..]), Convert.FromBase64String(lines[1]["salt ".Length..]));
        Assert.Equal(1, await ledger.Count(
            $"journal.mt_events WHERE stream_id = '{lines[0]}' AND data ->> 'list_digest' = '{Convert.ToBase64String(digest)}'"));
    }

    private static async Task<(int, string)> Checked(TestLedger ledger, params string[] arguments)
    {
        var (exitCode, output, errors) = await Product.Run(ledger.ConnectionString, [.. arguments.Select(argument => argument.Trim())]);
        return (exitCode, exitCode == 0 ? "" : output + errors);
    }

    // Waits until a checkpoint covers every event.
    private static async Task<TreeSize> Published(HttpClient http, TestLedger ledger)
    {
        var events = await ledger.Count("journal.mt_events");
        while (await ledger.Count($"public_log.signed_checkpoint WHERE size = {events}") == 0)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Contains($"\n{events}\n", await http.GetStringAsync("/log/checkpoint"), StringComparison.Ordinal);
        return new TreeSize(events);
    }

    private static async Task<string> Ask(HttpClient http)
    {
        using var answer = await http.PostAsync("/graphql", new StringContent(
            new JsonObject { ["query"] = Query }.ToJsonString(), Encoding.UTF8, "application/json"));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("request.submitted", text, StringComparison.Ordinal);
        return text;
    }

    // The very files of the vault's tables, once PostgreSQL has written them.
    private static async Task<byte[]> Files(TestLedger ledger)
    {
        await Run(ledger, "CHECKPOINT");
        return
        [
            .. await Bytes(ledger, "SELECT pg_read_binary_file(pg_relation_filepath('vault.subject_key'))"),
            .. await Bytes(ledger, "SELECT pg_read_binary_file(pg_relation_filepath('vault.item'))"),
        ];
    }

    private static async Task Run(TestLedger ledger, string sql)
    {
        await using var command = ledger.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<byte[]> Bytes(TestLedger ledger, string sql)
    {
        await using var command = ledger.Administrator.CreateCommand(sql);
        return (byte[])(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What the service shows of its log at a size.</summary>
    private sealed record Log(IReadOnlyList<string> Entries, byte[] Root, IReadOnlyList<IReadOnlyList<byte[]>> Proofs)
    {
        public static async Task<Log> Read(HttpClient http, TestLedger ledger, TreeSize size)
        {
            var bundle = new Tile(0, 0, (int)size.Value);
            var entries = EntryBundle.Parse(await Get(http, bundle.EntriesPath), bundle.Width).Select(entry => entry.ToArray()).ToList();
            var root = await Bytes(ledger, $"SELECT root FROM public_log.checkpoint WHERE size = {size}");
            var tile = await Get(http, bundle.Path);
            return new Log(
                [.. entries.Select(Convert.ToHexString)],
                root,
                [.. entries.Select((_, i) => Ledger.Transparency.Proofs.Inclusion(new LeafIndex(i), size, _ => tile))]);
        }

        private static Task<byte[]> Get(HttpClient http, string path) => http.GetByteArrayAsync($"/log/{path}");
    }
}
