using System.Text;
using PublicApi.Cli;

namespace Ledger.Tests.Auditor;

public sealed class StateTests : IDisposable
{
    private readonly TestLog log = TestLog.Of(TestLog.Entries(300));

    private string State => Path.Combine(log.Root, "state.json");

    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(512)]
    [InlineData(1_000)]
    public async Task A_log_that_only_grew_is_right(int size)
    {
        (await log.Verify("--state", State)).IsRight();
        log.Write(TestLog.Entries(size));

        var onlyNew = await log.Verify("--state", State, "--only-new");
        onlyNew.IsRight();
        Assert.Contains($"{size} entries, {size - 300} of them read", onlyNew.Output, StringComparison.Ordinal);
        (await log.Verify("--state", State)).IsRight();
    }

    [Fact]
    public async Task From_an_empty_log_everything_is_new()
    {
        log.Write([]);
        (await log.Verify("--state", State)).IsRight();
        log.Write(TestLog.Entries(300));

        (await log.Verify("--state", State, "--only-new")).IsRight();
    }

    [Fact]
    public async Task A_smaller_log_is_refused_and_the_state_stays()
    {
        (await log.Verify("--state", State)).IsRight();
        var state = await File.ReadAllTextAsync(State);
        log.Write(TestLog.Entries(299));

        var outcome = await log.Verify("--state", State);

        outcome.IsWrong("checkpoint, entry 299: the log has 299 entries, and had 300 when the state was kept: entries were taken away");
        Assert.Equal(state, await File.ReadAllTextAsync(State));
    }

    [Theory]
    [InlineData(300, false, "checkpoint: the first 300 entries have the root ")]
    [InlineData(301, false, "tile/entries: the first 300 entries have the root ")]
    [InlineData(301, true, "tile: the first 300 entries have the root ")]
    [InlineData(900, false, "tile/entries: the first 300 entries have the root ")]
    [InlineData(900, true, "tile: the first 300 entries have the root ")]
    public async Task A_log_that_was_rewritten_is_refused(int size, bool onlyNew, string reason)
    {
        (await log.Verify("--state", State)).IsRight();
        var entries = TestLog.Entries(size);
        entries[7] = TestLog.Bytes(TestLog.Entry(7) with { Node = "another" });
        log.Write(entries);

        (await log.Verify(["--state", State, .. onlyNew ? ["--only-new"] : Array.Empty<string>()])).IsWrong(reason);
    }

    [Fact]
    public async Task A_gap_after_the_state_is_found_though_older_entries_are_not_read()
    {
        (await log.Verify("--state", State)).IsRight();
        var entries = TestLog.Entries(306);
        entries[304] = TestLog.Bytes(TestLog.Entry(304) with { StreamVersion = 0 });
        log.Write(entries);

        (await log.Verify("--state", State, "--only-new")).IsWrong("tile/entries/001.p/50, byte ");
    }

    [Fact]
    public void Nothing_is_new_without_a_state() =>
        Assert.NotEmpty(VerifyCommand.Build().Parse(["--log", log.Root, "--vkey", log.Vkey, "--only-new"]).Errors);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"origin":"o","size":-1,"root":"","checkpoint":""}""")]
    public async Task A_file_that_is_no_state_is_wrong_use(string text)
    {
        log.Write("state.json", Encoding.UTF8.GetBytes(text));

        var outcome = await log.Verify("--state", State);

        Assert.Equal((2, ""), (outcome.Code, outcome.Output));
        Assert.Equal(text, await File.ReadAllTextAsync(State));
    }

    public void Dispose() => log.Dispose();
}
