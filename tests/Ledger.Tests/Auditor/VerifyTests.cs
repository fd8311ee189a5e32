using System.Text;
using Ledger.Transparency;
using PublicApi.Cli;

namespace Ledger.Tests.Auditor;

public sealed class VerifyTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(511)]
    [InlineData(513)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public async Task A_sound_log_is_right(int size)
    {
        using var log = TestLog.Of(TestLog.Entries(size));

        var outcome = await log.Verify();

        outcome.IsRight();
        Assert.StartsWith($"right: {TestLog.Origin}, {size} entries, {size} of them read, root ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partial_file_that_was_deleted_is_read_from_the_full_one()
    {
        using var log = TestLog.Of(TestLog.Entries(300));
        var checkpoint = log.Read("checkpoint");
        log.Write(TestLog.Entries(600));
        log.Write("checkpoint", checkpoint);
        log.Delete("tile/0/001.p/44");
        log.Delete("tile/entries/001.p/44");

        (await log.Verify()).IsRight();
    }

    [Fact]
    public async Task The_key_has_to_have_signed()
    {
        using var log = TestLog.Of(TestLog.Entries(3));
        using var other = NoteSigner.FromSeed(TestLog.Origin, Enumerable.Repeat((byte)1, NoteSigner.SeedBytes).ToArray());

        (await TestLog.Run(VerifyCommand.Build(), "--log", log.Root, "--vkey", other.Verifier.ToString()))
            .IsWrong("checkpoint: the given key has not signed it");
    }

    [Fact]
    public async Task Witnesses_have_to_have_signed_as_the_policy_says()
    {
        using var witness = NoteSigner.CosignerFromSeed("w.example/w", Enumerable.Repeat((byte)2, NoteSigner.SeedBytes).ToArray());
        using var log = TestLog.Of(TestLog.Entries(3));
        log.Write("policy", Encoding.UTF8.GetBytes($"witness W {witness.Verifier}\nquorum W\n"));
        var policy = Path.Combine(log.Root, "policy");

        (await log.Verify("--policy", policy)).IsWrong("checkpoint: too few of the policy's witnesses have signed it");

        log.Write(TestLog.Entries(3), witness);
        (await log.Verify("--policy", policy)).IsRight();
    }

    [Theory]
    [InlineData("--vkey", "no key")]
    [InlineData("--policy", "/no/such/file")]
    public async Task What_cannot_be_used_is_wrong_use(string option, string value)
    {
        using var log = TestLog.Of(TestLog.Entries(3));
        string[] more = option == "--vkey" ? [option, value] : ["--vkey", log.Vkey, option, value];

        var outcome = await TestLog.Run(VerifyCommand.Build(), ["--log", log.Root, .. more]);

        Assert.Equal(2, outcome.Code);
        Assert.NotEmpty(outcome.Error);
    }

    [Fact]
    public async Task A_log_that_cannot_be_read_is_not_called_wrong()
    {
        using var log = TestLog.Of(TestLog.Entries(3));

        var outcome = await TestLog.Run(VerifyCommand.Build(), "--log", "/no/such/folder", "--vkey", log.Vkey);

        Assert.Equal((1, "", "not checked: There is no folder /no/such/folder.\n"), (outcome.Code, outcome.Output, outcome.Error));
    }
}
