using Ledger.Tests.Imports;
using PublicApi.Cli;

namespace Ledger.Tests.Auditor;

/// <summary>What an audit keeps: read again instead of the log, checked again, and a log of its own once it is whole.</summary>
public sealed class CopyTests : IDisposable
{
    private const int Size = 6_000;

    private const string Broken = "tile/entries/020";

    private static readonly string[] LastBundles = ["tile/entries/020", "tile/entries/021", "tile/entries/022", "tile/entries/023.p/112"];

    private readonly TestLog log = TestLog.Of(TestLog.Entries(Size));
    private readonly TemporaryFolder folder = new();

    private string Copy => Path.Combine(folder.Root, "copy");

    [Theory]
    [InlineData("verify")]
    [InlineData("replay")]
    public async Task An_audit_that_was_interrupted_reads_only_the_rest_over_the_net_and_leaves_a_log(string verb)
    {
        await using var server = await LogServer.Start(log);
        server.RefuseFrom(Broken);
        Assert.Equal(1, (await Run(verb, server.Url, "--keep", Copy)).Code);
        _ = server.Asked;
        server.Instead = null;
        (await Run("verify", Copy)).IsWrong("checkpoint: there is no such file");

        var second = await Run(verb, server.Url, "--keep", Copy);

        // Besides the checkpoint and the bundles only tiles that come after the entries, or had been on the way.
        var asked = server.Asked;
        Assert.Equal(LastBundles, asked.Where(path => path.StartsWith("tile/entries/", StringComparison.Ordinal)));
        Assert.Equal(["tile/1/000.p/23"], asked.Where(path => path.StartsWith("tile/1/", StringComparison.Ordinal)));
        Assert.DoesNotContain("tile/0/019", asked);
        Assert.Equal((await Run(verb, log.Root)).Output, second.Output);
        Assert.Equal(Files(log.Root), Files(Copy));
        (await Run("verify", Copy)).IsRight();
        Assert.Equal(second.Output, (await Run(verb, server.Url, "--keep", Copy)).Output);
        Assert.Equal(["checkpoint"], server.Asked);
    }

    [Fact]
    public async Task A_copy_grows_with_the_log()
    {
        (await Run("verify", log.Root, "--keep", Copy)).IsRight();
        log.Write(TestLog.Entries(6_100));
        await using var server = await LogServer.Start(log);

        (await Run("verify", server.Url, "--keep", Copy)).IsRight();

        Assert.Equal(["checkpoint", "tile/0/023.p/212", "tile/entries/023.p/212"], server.Asked);
        (await Run("verify", Copy)).IsRight();
    }

    [Theory]
    [InlineData("tile/entries/003", 5_000)]
    [InlineData("tile/0/003", 40)]
    [InlineData("tile/1/000.p/23", 40)]
    public async Task A_damaged_copy_is_mended_from_the_log_and_the_log_is_not_blamed(string path, int offset)
    {
        (await Run("verify", log.Root, "--keep", Copy)).IsRight();
        var file = Path.Combine(Copy, path);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[offset] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        var outcome = await Run("verify", log.Root, "--keep", Copy);

        outcome.IsRight();
        Assert.Contains($"The copy in {Copy} does not agree with the log ({path}, byte ", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(Files(log.Root), Files(Copy));
        (await Run("verify", Copy)).IsRight();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_log_that_was_rewritten_is_found_and_the_copy_stays(bool interrupted)
    {
        await using var server = await LogServer.Start(log);
        server.RefuseFrom(interrupted ? Broken : "tile/none");
        await Run("verify", server.Url, "--keep", Copy);
        server.Instead = null;
        var before = Files(Copy).Where(file => !file.StartsWith("tile/entries/02", StringComparison.Ordinal)).ToList();
        var entries = TestLog.Entries(6_500);
        entries[7] = TestLog.Bytes(TestLog.Entry(7) with { Node = "another" });
        log.Write(entries);

        foreach (var verb in new[] { "verify", "replay" })
        {
            (await Run(verb, server.Url, "--keep", Copy)).IsWrong("tile/entries: the first 6000 entries have the root ");
        }

        Assert.Subset(Files(Copy).ToHashSet(), before.ToHashSet());
        if (!interrupted)
        {
            (await Run("verify", Copy)).IsRight();
        }
    }

    [Fact]
    public async Task A_part_that_is_replayed_is_no_whole_log()
    {
        Assert.Equal(0, (await Run("replay", log.Root, "--keep", Copy, "--to", "600")).Code);

        (await Run("verify", Copy)).IsWrong("checkpoint: there is no such file");
        Assert.True(File.Exists(Path.Combine(Copy, "tile/entries/002")));
        Assert.False(File.Exists(Path.Combine(Copy, "tile/entries/003")));
    }

    public void Dispose()
    {
        log.Dispose();
        folder.Dispose();
    }

    private Task<TestLog.Outcome> Run(string verb, string location, params string[] more) =>
        TestLog.Run(verb == "verify" ? VerifyCommand.Build() : ReplayCommand.Build(), ["--log", location, "--vkey", log.Vkey, .. more]);

    private static List<string> Files(string root) =>
    [
        .. Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".anew", StringComparison.Ordinal))
            .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}")
            .Order(StringComparer.Ordinal),
    ];
}
