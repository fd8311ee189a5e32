using Ledger.Deciding;
using Ledger.Registry.NodeKeys;
using Ledger.Registry.Platforms;
using Ledger.Transparency;

namespace Ledger.Tests.Registry;

/// <summary>What a signature must be for the service to take it, and what an outsider says when it was not asked.</summary>
public sealed class SignedCommandRulesTests : IDisposable
{
    private const string Window = World.Window;
    private static readonly string Keys = NodeKeyState.StreamOf(Window);
    private static readonly string Platform = World.PlatformOf(Window);
    private static readonly ChangeHotline Change = new("0816-1");

    private readonly NoteSigner key = Signing.Key(Window, 1);
    private readonly NoteSigner stranger = Signing.Key(Window, 9);
    private readonly SignedHistory history = new(World.Open);

    public SignedCommandRulesTests() => history.Do(Keys, new RegisterNodeKey(key.Public()), history.By(Window));

    [Fact]
    public void A_signed_command_is_taken_and_its_entry_holds_for_an_outsider()
    {
        Assert.Null(history.Do(Platform, Change, history.By(Window).Signed(key, Platform, Change)));

        Assert.Equal(key.Id(), history.Entries[^1].Signature!.KeyId);
    }

    [Fact]
    public void Another_key_stream_node_time_key_or_command_is_refused()
    {
        var signed = history.By(Window).Signed(key, Platform, Change);

        Assert.Equal("SIGNATURE-KEY", history.Do(Platform, Change, history.By(Window).Signed(stranger, Platform, Change)));
        Assert.Equal("SIGNATURE-INVALID", history.Do(Platform, Change, signed with { Signature = signed.Signature! with { Value = Convert.ToBase64String(new byte[64]) } }));
        Assert.Equal("SIGNATURE-INVALID", history.Do(Platform, Change, signed with { Signature = signed.Signature with { Statement = signed.Signature.Statement.Replace("0816-1", "0816-2", StringComparison.Ordinal) } }));
        Assert.Equal("SIGNATURE-INVALID", history.Do(World.PlatformOf(World.OtherWindow), Change, signed));
        Assert.Equal("SIGNATURE-KEY", history.Do(Platform, Change, signed with { Node = World.Province }));
        Assert.Equal("SIGNATURE-INVALID", history.Do(Platform, Change, signed with { OccurredAt = World.Begin.AddMilliseconds(-1) }));
        Assert.Equal("SIGNATURE-INVALID", history.Do(Platform, Change, signed with { CommandId = "another" }));
        Assert.Equal("SIGNATURE-INVALID", history.Do(Platform, new AttestBranding(1, World.Hash), signed));
        Assert.Equal("SIGNATURE-PRIVATE", history.Do(Platform, new ChangeHotline("0816-3"), signed));
    }

    [Fact]
    public void A_key_signs_from_its_date_to_its_end()
    {
        using var next = Signing.Key(Window, 2);
        history.Do(Keys, new RegisterNodeKey(next.Public(), World.Begin.AddHours(1)), history.By(Window));
        history.Do(Keys, new RevokeNodeKey(key.Id(), "rotated", World.Begin.AddHours(2)), history.By(Window));

        Assert.Equal("SIGNATURE-KEY", history.Do(Platform, Change, history.By(Window).Signed(next, Platform, Change)));
        history.Wait(TimeSpan.FromHours(1));
        Assert.Null(history.Do(Platform, Change, history.By(Window).Signed(next, Platform, Change)));
        Assert.Null(history.Do(Platform, Change, history.By(Window).Signed(key, Platform, Change)));
        history.Wait(TimeSpan.FromHours(1));
        Assert.Equal("SIGNATURE-KEY", history.Do(Platform, Change, history.By(Window).Signed(key, Platform, Change)));
    }

    [Fact]
    public void What_is_published_is_said_and_what_is_said_is_published()
    {
        var hidden = history.By(Window).Signed(key, Platform, Change, "hotline");
        var defaulted = new RegisterNodeKey(stranger.Public());

        Assert.Equal("SIGNATURE-UNSIGNED", history.Do(Platform, Change, hidden));
        Assert.Equal("SIGNATURE-UNSIGNED", history.Do(Keys, defaulted, history.By(Window).Signed(key, Keys, defaulted)));
    }

    [Fact]
    public void An_outsider_finds_what_was_put_in_behind_the_services_back()
    {
        var signed = history.By(Window).Signed(key, Platform, Change);
        Assert.Null(history.Do(Platform, Change, signed));
        var taken = signed.Signature!;
        var require = new RequireSigning(World.Begin);
        Assert.Null(history.Do(Keys, require, history.By(Window).Signed(key, Keys, require)));

        Forged("is unsigned, and SC-510700 takes only", history.By(Window));
        Forged("uses again what was signed for entry 1", signed);
        Forged("is of another time", signed with { OccurredAt = World.Begin.AddDays(-1) });
        Forged("is of another channel or role", signed with { ActorRole = "boss" });
        Forged("is signed by a key that is not one of SC-510700", history.By(Window).Signed(stranger, Platform, Change));
        Forged("has a signature that is not by its key", signed with { Signature = taken with { Statement = taken.Statement.Replace("0816", "0817", StringComparison.Ordinal) } });
        Forged("is signed by a key that is not one of SC ", signed with { Node = World.Province });
        Wrong("publishes 'hotline' with a value that was not signed", Platform, new PlatformHotlineChanged(signed, "999"));
        Wrong("is of another stream", World.PlatformOf(World.OtherWindow), new PlatformHotlineChanged(signed, "0816-1"));
        Wrong("is of a type that ChangeHotline does not lead to", Platform, new BrandingAttested(signed, 1, World.Hash));
        Wrong("changes the keys of SC-510700 without", Keys, new NodeKeyRegistered(history.By(World.Province), stranger.Id(), stranger.Public(), World.Begin));
        Wrong("changes the keys of SC-510700 without", Keys, new NodeSigningReleased(history.By(World.Province), World.Begin));
        Wrong("registers a key that is none, or not", NodeKeyState.StreamOf("X"), new NodeKeyRegistered(history.By(World.Province), key.Id(), stranger.Public(), World.Begin));
        Wrong("changes the keys of X without", NodeKeyState.StreamOf("X"), new NodeSigningRequired(history.By("X"), World.Begin));

        // None of these changed a key.
        Forged("is signed by a key that is not one of SC-510700", history.By(Window).Signed(stranger, Platform, Change));
        Assert.Null(history.Do(Platform, Change, history.By(Window).Signed(key, Platform, Change)));
    }

    [Fact]
    public void An_outsider_who_was_interrupted_knows_what_was_used()
    {
        var signed = history.By(Window).Signed(key, Platform, Change);
        Assert.Null(history.Do(Platform, Change, signed));
        var goesOn = new SignatureChecks(history.Outsider.SoFar);
        history.Entries.FindAll(SignatureChecks.IsOfKeys).ForEach(goesOn.Fold);

        var again = history.Entry(Platform, new PlatformHotlineChanged(signed, Change.Hotline));

        Assert.Equal("uses again what was signed for entry 1", goesOn.WhyWrong(again));
    }

    [Fact]
    public void An_entry_cannot_reach_back_behind_a_revocation()
    {
        var old = history.By(Window).Signed(key, Platform, Change);
        history.Wait(TimeSpan.FromDays(1));
        Assert.Null(history.Do(Keys, new RevokeNodeKey(key.Id(), "stolen"), history.By(Window)));
        history.Wait(TimeSpan.FromDays(1));
        Assert.Null(history.Do(Platform, Change, history.By(Window)));

        Forged("is signed by a key that is not one of SC-510700 in force", old);
    }

    private void Forged(string reason, Envelope envelope) => Wrong(reason, Platform, new PlatformHotlineChanged(envelope, Change.Hotline));

    private void Wrong(string reason, string stream, LedgerEvent fact) =>
        Assert.StartsWith(reason, history.Outsider.WhyWrong(history.Entry(stream, fact)), StringComparison.Ordinal);

    public void Dispose()
    {
        key.Dispose();
        stranger.Dispose();
    }
}
