using Ledger.Registry.NodeKeys;
using Ledger.Registry.Platforms;
using Ledger.Transparency;

namespace Ledger.Tests.Registry;

public sealed class NodeKeyTests : IDisposable
{
    private const string Window = World.Window;
    private static readonly string Keys = NodeKeyState.StreamOf(Window);
    private static readonly string Platform = World.PlatformOf(Window);

    private readonly NoteSigner one = Signing.Key(Window, 1);
    private readonly NoteSigner two = Signing.Key(Window, 2);
    private readonly SignedHistory history = new(World.Open);

    // By hand: RFC 8032 section 7.1, test 1; the id from sha256sum over its 32 bytes.
    [Fact]
    public void A_key_is_registered_under_the_hash_of_its_bytes() => World.Open
        .When(Keys, new RegisterNodeKey("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="), Window)
        .Then(new NodeKeyRegistered(World.By(Window, command: "when-6"), "21fe31dfa154a261", "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", World.Begin));

    [Theory]
    [InlineData(Window, null)]
    [InlineData(World.Province, null)]
    [InlineData(World.OtherWindow, "ACTOR-OWNER")]
    [InlineData("SC-519999", "INV-13")]
    public void A_first_key_is_the_nodes_or_the_provinces_to_register(string by, string? rule) =>
        Assert.Equal(rule, history.Do(Keys, new RegisterNodeKey(one.Public()), history.By(by)));

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURp=")]
    [InlineData("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHUQ==")]
    [InlineData("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURoA")]
    public void What_is_no_key_is_refused(string key) =>
        Assert.Equal("FIELD-PUBLIC-KEY", history.Do(Keys, new RegisterNodeKey(key), history.By(Window)));

    [Fact]
    public void A_key_comes_once_and_goes_once()
    {
        Assert.Equal("FIELD-IN-FORCE-FROM", history.Do(Keys, new RegisterNodeKey(one.Public(), World.Begin.AddSeconds(-1)), history.By(Window)));
        Assert.Equal("NODEKEY-KEY", history.Do(Keys, new RevokeNodeKey(one.Id(), "lost"), history.By(Window)));
        Assert.Null(history.Do(Keys, new RegisterNodeKey(one.Public()), history.By(Window)));
        Assert.Equal("NODEKEY-KEY", history.Do(Keys, new RegisterNodeKey(one.Public()), history.By(Window)));
        Assert.Equal("FIELD-IN-FORCE-TO", history.Do(Keys, new RevokeNodeKey(one.Id(), "lost", World.Begin.AddSeconds(-1)), history.By(Window)));
        Assert.Null(history.Do(Keys, new RevokeNodeKey(one.Id(), "lost"), history.By(World.Province)));
        Assert.Equal("NODEKEY-KEY", history.Do(Keys, new RevokeNodeKey(one.Id(), "lost"), history.By(Window)));
        Assert.Equal("NODEKEY-KEY", history.Do(Keys, new RegisterNodeKey(one.Public()), history.By(Window)));
    }

    [Fact]
    public void Once_signing_is_required_nobody_else_acts_for_the_node_or_changes_its_keys()
    {
        var require = new RequireSigning(World.Begin);
        Assert.Null(history.Do(Keys, new RegisterNodeKey(one.Public()), history.By(World.Province)));
        Assert.Equal("NODEKEY-SIGNED", history.Do(Keys, require, history.By(Window)));
        Assert.Equal("NODEKEY-SIGNED", history.Do(Keys, require, history.By(World.Province)));
        Assert.Null(history.Do(Keys, require, history.By(Window).Signed(one, Keys, require)));

        Assert.Equal("SIGNATURE-REQUIRED", history.Do(Platform, new ChangeHotline("1"), history.By(Window)));
        Assert.Null(history.Do(Platform, new ChangeHotline("1"), history.By(World.Province)));
        Assert.Equal("NODEKEY-SIGNED", history.Do(Keys, new RegisterNodeKey(two.Public()), history.By(World.Province)));
        Assert.Equal("SIGNATURE-REQUIRED", history.Do(Keys, new RegisterNodeKey(two.Public()), history.By(Window)));
        Assert.Equal("NODEKEY-SIGNED", history.Do(Keys, new RevokeNodeKey(one.Id(), "lost"), history.By(World.Province)));
        Assert.Equal("NODEKEY-SIGNED", history.Do(Keys, new ReleaseSigning(World.Begin), history.By(World.Province)));
        Assert.Equal("NODEKEY-LAST", Signed(new RevokeNodeKey(one.Id(), "lost", World.Begin)));
        Assert.Equal("NODEKEY-STANDING", Signed(require));
        Assert.Null(Signed(new RegisterNodeKey(two.Public(), World.Begin)));
        Assert.Null(Signed(new RevokeNodeKey(one.Id(), "lost", World.Begin)));
        Assert.Equal("SIGNATURE-KEY", Signed(new ReleaseSigning(World.Begin)));
        var release = new ReleaseSigning(World.Begin);
        Assert.Null(history.Do(Keys, release, history.By(Window).Signed(two, Keys, release)));
        Assert.Null(history.Do(Platform, new ChangeHotline("2"), history.By(Window)));
    }

    [Fact]
    public void An_announced_requirement_guards_the_keys_already()
    {
        var require = new RequireSigning(World.Begin.AddDays(1));
        history.Do(Keys, new RegisterNodeKey(one.Public()), history.By(Window));
        Assert.Null(Signed(require));

        Assert.Equal("NODEKEY-SIGNED", history.Do(Keys, new RegisterNodeKey(two.Public()), history.By(World.Province)));
        Assert.Null(history.Do(Platform, new ChangeHotline("1"), history.By(Window)));
        history.Wait(TimeSpan.FromDays(1));
        Assert.Equal("SIGNATURE-REQUIRED", history.Do(Platform, new ChangeHotline("2"), history.By(Window)));
    }

    [Fact]
    public void Signing_cannot_be_required_without_a_key_that_lasts()
    {
        history.Do(Keys, new RegisterNodeKey(one.Public()), history.By(Window));
        history.Do(Keys, new RevokeNodeKey(one.Id(), "lost", World.Begin.AddDays(1)), history.By(Window));

        Assert.Equal("NODEKEY-LAST", Signed(new RequireSigning(World.Begin)));
        Assert.Equal("NODEKEY-STANDING", Signed(new ReleaseSigning(World.Begin)));
    }

    private string? Signed(Ledger.Deciding.Command<NodeKeyState> command) => history.Do(Keys, command, history.By(Window).Signed(one, Keys, command));

    public void Dispose()
    {
        one.Dispose();
        two.Dispose();
    }
}
