using System.Diagnostics;
using Ledger.Tests.EndToEnd;
using Ledger.Tests.Imports;
using Ledger.Transparency;
using PublicApi.Cli;

namespace Ledger.Tests.Auditor;

/// <summary>An audit that was interrupted goes on where it was and proves as much as one that was not.</summary>
public sealed class InterruptedTests : IDisposable
{
    private const int Size = 6_000;

    // The first 20 of the 24 bundles are checked before the audit is interrupted.
    private const string Broken = "tile/entries/020";
    private const int Checked = 20 * Tile.FullWidth;

    private static readonly string[] LastBundles = ["tile/entries/020", "tile/entries/021", "tile/entries/022", "tile/entries/023.p/112"];

    private readonly TemporaryFolder folder = new();

    private string State => Path.Combine(folder.Root, "state.json");

    [Fact]
    public async Task It_reads_only_the_rest()
    {
        using var log = TestLog.Of(TestLog.Entries(Size));
        await using var server = await LogServer.Start(log);
        server.RefuseFrom(Broken);

        var first = await Verify(server, log);
        _ = server.Asked;
        server.Instead = null;
        var second = await Verify(server, log);

        Assert.Equal((1, ""), (first.Code, first.Output));
        Assert.Contains("Interrupted: the first 5,120 entries are checked; the next run goes on there.\n", first.Error, StringComparison.Ordinal);
        Assert.StartsWith("Goes on after the first 5,120 entries", second.Error, StringComparison.Ordinal);
        second.IsRight();
        Assert.StartsWith($"right: {TestLog.Origin}, {Size} entries, {Size - Checked} of them read, ", second.Output, StringComparison.Ordinal);
        Assert.Equal(LastBundles, Bundles(server));
        (await Verify(server, log)).IsRight();
        Assert.Equal(24, Bundles(server).Length);
    }

    [Fact]
    public async Task It_goes_on_though_the_log_has_grown_and_if_it_is_interrupted_again()
    {
        using var log = TestLog.Of(TestLog.Entries(300));
        await using var server = await LogServer.Start(log);
        foreach (var (size, broken, goesOn) in new[] { (300, "tile/entries/001", 0), (700, "tile/entries/002", 256), (900, "tile/entries/003", 512) })
        {
            log.Write(TestLog.Entries(size));
            server.RefuseFrom(broken);
            var outcome = await Verify(server, log);
            Assert.Equal(1, outcome.Code);
            Assert.Equal(goesOn > 0, outcome.Error.StartsWith($"Goes on after the first {goesOn} entries", StringComparison.Ordinal));
        }

        server.Instead = null;
        _ = server.Asked;
        (await Verify(server, log)).IsRight();
        Assert.Equal(["tile/entries/003.p/132"], Bundles(server));
    }

    // 6,000 entries were shown and 5,120 of them checked.
    [Theory]
    [InlineData(6_000, 7, "checkpoint: the first 6000 entries have the root ")]
    [InlineData(6_500, 7, "tile: the first 5120 entries have the root ")]
    [InlineData(6_500, 5_500, "tile/entries: the first 6000 entries have the root ")]
    [InlineData(5_900, -1, "checkpoint, entry 5900: the log has 5900 entries, and had 6000 when the state was kept")]
    public async Task A_log_that_was_rewritten_or_cut_meanwhile_is_found(int size, int changed, string reason)
    {
        using var log = TestLog.Of(TestLog.Entries(Size));
        var state = await Interrupt(log);
        var entries = TestLog.Entries(size);
        if (changed >= 0)
        {
            entries[changed] = TestLog.Bytes(TestLog.Entry(changed) with { Node = "another" });
        }

        log.Write(entries);

        (await log.Verify("--state", State)).IsWrong(reason);
        Assert.Equal(state, await File.ReadAllTextAsync(State));
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(4, "the entry is number 4 of case-")]
    [InlineData(2, "the entry is number 2 of case-")]
    public async Task It_knows_how_far_each_stream_was(int version, string? reason)
    {
        var entries = TestLog.Entries(Size);
        entries[5_500] = TestLog.Bytes(TestLog.Entry(0) with { Position = new LeafIndex(5_500), StreamVersion = version });
        entries[5_502] = TestLog.Bytes(TestLog.Entry(5_502) with { StreamVersion = 1 });
        using var log = TestLog.Of(entries);
        await Interrupt(log);

        var outcome = await log.Verify("--state", State);

        Assert.Equal(reason is null, outcome.Code == 0);
        Assert.Contains(reason ?? $"{Size - Checked} of them read", outcome.Output, StringComparison.Ordinal);
    }

    // The bundle that fills the tile is checked, the tile itself is not read: the next run has to look at it.
    [Fact]
    public async Task A_tile_that_was_not_looked_at_before_is_looked_at_after()
    {
        using var log = TestLog.Of(TestLog.Entries((Tile.FullWidth * Tile.FullWidth) + 10));
        await using var server = await LogServer.Start(log);
        server.RefuseFrom("tile/1/000");
        Assert.Contains("the first 65,536 entries are checked", (await Verify(server, log)).Error, StringComparison.Ordinal);
        var state = await File.ReadAllTextAsync(State);
        log.Flip("tile/1/000", 70);

        (await log.Verify("--state", State)).IsWrong("tile/2/000.p/1, byte 0: hash 0 is not the root of tile/1/000");

        Assert.Equal(state, await File.ReadAllTextAsync(State));
        log.Flip("tile/1/000", 70);
        (await log.Verify("--state", State)).IsRight();
    }

    [Fact]
    public async Task What_was_only_new_does_not_stand_for_the_whole()
    {
        using var log = TestLog.Of(TestLog.Entries(300));
        (await log.Verify("--state", State)).IsRight();
        log.Write(TestLog.Entries(Size));
        await using var server = await LogServer.Start(log);
        server.RefuseFrom(Broken);
        await Verify(server, log, "--only-new");
        server.Instead = null;
        var state = await File.ReadAllBytesAsync(State);

        var onlyNew = await Verify(server, log, "--only-new");
        await File.WriteAllBytesAsync(State, state);
        var whole = await Verify(server, log);

        Assert.Contains($"{Size - Checked} of them read", onlyNew.Output, StringComparison.Ordinal);
        Assert.Contains($"{Size} of them read", whole.Output, StringComparison.Ordinal);
    }

    // As an init system or a terminal ends it, while the network hangs.
    [Fact]
    public async Task A_process_that_is_told_to_end_keeps_what_it_has_checked()
    {
        using var log = TestLog.Of(TestLog.Entries(Size));
        await using var server = await LogServer.Start(log);
        var hangs = new TaskCompletionSource();
        server.InsteadFrom = LastBundles[^1];
        server.Instead = async (_, http) =>
        {
            hangs.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };
        using var process = Product.Start("Host=none", "verify", "--log", server.Url, "--vkey", log.Vkey, "--state", State);
        await hangs.Task;
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        var (code, output, error) = await process.End();
        _ = server.Asked;
        server.Instead = null;

        Assert.Equal((130, ""), (code, output));
        Assert.Contains("Interrupted: the first ", error, StringComparison.Ordinal);
        var outcome = await Verify(server, log);
        outcome.IsRight();
        Assert.InRange(Bundles(server).Length, 1, 17);
    }

    [Theory]
    [InlineData("\"seen\": [", "\"seen\": [], \"was\": [")]
    [InlineData("\"streams\": {", "\"were\": {")]
    [InlineData("\"size\": 5120", "\"size\": 6001")]
    public async Task A_state_that_was_damaged_is_wrong_use(string part, string damaged)
    {
        using var log = TestLog.Of(TestLog.Entries(Size));
        var state = await Interrupt(log);
        Assert.Contains(part, state, StringComparison.Ordinal);
        await File.WriteAllTextAsync(State, state.Replace(part, damaged, StringComparison.Ordinal));

        Assert.Equal((2, ""), (await log.Verify("--state", State)) is var outcome ? (outcome.Code, outcome.Output) : default);
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> Interrupt(TestLog log)
    {
        await using var server = await LogServer.Start(log);
        server.RefuseFrom(Broken);
        await Verify(server, log);
        return await File.ReadAllTextAsync(State);
    }

    private Task<TestLog.Outcome> Verify(LogServer server, TestLog log, params string[] more) =>
        TestLog.Run(VerifyCommand.Build(), ["--log", server.Url, "--vkey", log.Vkey, "--state", State, .. more]);

    private static string[] Bundles(LogServer server) => [.. server.Asked.Where(path => path.StartsWith("tile/entries/", StringComparison.Ordinal))];
}
