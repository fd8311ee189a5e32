using Ledger.Transparency;

namespace Ledger.Tests.Auditor;

/// <summary>Whatever is changed in a log, or was wrong in it when it was signed, is found and named.</summary>
public sealed class TamperTests
{
    private const int Size = 600;

    [Fact]
    public async Task One_changed_byte_in_any_file_is_found_in_that_file()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var log = TestLog.Of(TestLog.Entries(Size));
        var files = Directory.GetFiles(log.Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(log.Root, file)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(8, files.Count);
        for (var round = 0; round < 25; round++)
        {
            foreach (var file in files)
            {
                var offset = random.Next(log.Read(file).Length);
                log.Flip(file, offset);

                var outcome = await log.Verify();

                Assert.True(outcome.Code == 1 && outcome.Output.StartsWith($"wrong: {file}", StringComparison.Ordinal), $"seed {seed}: {file} byte {offset}: {outcome.Output}");
                log.Flip(file, offset);
            }
        }

        (await log.Verify()).IsRight();
    }

    [Fact]
    public async Task The_changed_entry_is_named_and_its_hash_is_not_blamed()
    {
        using var log = TestLog.Of(TestLog.Entries(Size));
        var entries = TestLog.Entries(Size);
        var changed = TestLog.Bytes(TestLog.Entry(300) with { Node = "SC-510101" });
        Assert.Equal(entries[300].Length, changed.Length);
        log.Write("tile/entries/001", EntryBundle.Write([.. entries.Skip(256).Take(44), changed, .. entries.Skip(301).Take(211)]));
        var offset = entries.Skip(256).Take(44).Sum(entry => 2 + entry.Length) + 2;

        (await log.Verify()).IsWrong($"tile/entries/001, byte {offset}, entry 300: the entry is not the one that was logged");
    }

    [Theory]
    [InlineData("tile/0/001", (44 * 32) + 5, "tile/0/001, byte 1413, entry 300: the hash is not that of the entry")]
    [InlineData("tile/1/000.p/2", 40, "tile/1/000.p/2, byte 40: hash 1 is not the root of tile/0/001")]
    [InlineData("checkpoint", 0, "checkpoint: ")]
    [InlineData("checkpoint", 20, "checkpoint: ")]
    public async Task The_changed_hash_is_named(string path, int offset, string reason)
    {
        using var log = TestLog.Of(TestLog.Entries(Size));
        log.Flip(path, offset);

        (await log.Verify()).IsWrong(reason);
    }

    [Fact]
    public async Task A_file_that_is_missing_cut_or_too_long_is_named()
    {
        using var log = TestLog.Of(TestLog.Entries(Size));
        foreach (var path in new[] { "tile/entries/000", "tile/entries/002.p/88", "tile/0/001", "tile/1/000.p/2", "checkpoint" })
        {
            var bytes = log.Read(path);
            log.Delete(path);
            (await log.Verify()).IsWrong(path);
            log.Write(path, bytes[..^1]);
            (await log.Verify()).IsWrong(path);
            log.Write(path, [.. bytes, 0]);
            (await log.Verify()).IsWrong(path);
            log.Write(path, bytes);
        }

        (await log.Verify()).IsRight();
    }

    [Fact]
    public async Task An_entry_left_out_of_a_bundle_is_named()
    {
        using var log = TestLog.Of(TestLog.Entries(Size));
        var entries = TestLog.Entries(Size);
        entries.RemoveAt(5);
        log.Write("tile/entries/000", EntryBundle.Write(entries[..255]));

        (await log.Verify()).IsWrong($"tile/entries/000, byte {Offset(entries, 5)}, entry 5: the entry says that it is entry 6");
    }

    [Fact]
    public async Task An_entry_left_out_before_the_log_was_signed_leaves_a_gap_in_its_stream()
    {
        var entries = Enumerable.Range(0, Size).Where(position => position != 5)
            .Select((position, index) => TestLog.Bytes(TestLog.Entry(position) with { Position = new LeafIndex(index) })).ToList();
        using var log = TestLog.Of(entries);

        (await log.Verify()).IsWrong($"tile/entries/000, byte {Offset(entries, 6)}, entry 6: the entry is number 2 of case-");
        (await log.Replay()).IsWrong($"tile/entries/000, byte {Offset(entries, 6)}, entry 6: Entry 6 is version 2 of a case at 0.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_entries_that_changed_places_are_named(bool beforeSigning)
    {
        var entries = TestLog.Entries(Size);
        using var log = TestLog.Of(entries);
        (entries[9], entries[10]) = (entries[10], entries[9]);
        if (beforeSigning)
        {
            log.Write(entries);
        }
        else
        {
            log.Write("tile/entries/000", EntryBundle.Write(entries[..256]));
        }

        var outcome = await log.Verify();

        outcome.IsWrong($"tile/entries/000, byte {Offset(entries, 9)}, entry 9: the entry says that it is entry 10");
        Assert.Equal(!beforeSigning, outcome.Output.Contains("these are not the bytes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_that_were_signed_and_are_no_such_entries_are_named()
    {
        var entry = TestLog.Entry(5);
        var text = System.Text.Encoding.UTF8.GetString(TestLog.Bytes(entry));
        await IsWrong(TestLog.Bytes(entry with { Type = "request.imagined" }), "the entry is of the unknown type 'request.imagined' version 1");
        await IsWrong(TestLog.Bytes(entry with { Fields = new PublicFields().Add("name", "a person") }), "the entry has the field 'name'");
        await IsWrong(TestLog.Bytes(entry with { Stream = "case-1" }), "the entry is of stream 'case-1'");
        await IsWrong(Utf8(text.Replace("\"i\":5", "\"i\": 5", StringComparison.Ordinal)), "the entry is not in its canonical form");
        await IsWrong(Utf8(text.Replace("{\"at\"", "{\"a\":1,\"at\"", StringComparison.Ordinal)), "the entry is not in its canonical form");
        await IsWrong(Utf8(text.Replace("\"i\":5", "\"i\":9007199254740993", StringComparison.Ordinal)), "the entry has no canonical form");
        await IsWrong(Utf8("{"), "these bytes are no public entry");
        await IsWrong([], "these bytes are no public entry");
    }

    private static async Task IsWrong(byte[] bytes, string reason)
    {
        var entries = TestLog.Entries(Size);
        entries[5] = bytes;
        using var log = TestLog.Of(entries);

        var outcome = await log.Verify();

        outcome.IsWrong("tile/entries/000, byte ");
        Assert.Contains($", entry 5: {reason}", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("these are not the bytes", outcome.Output, StringComparison.Ordinal);
    }

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static int Offset(List<byte[]> entries, int place) => entries.Take(place).Sum(entry => 2 + entry.Length) + 2;
}
