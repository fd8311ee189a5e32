using Ledger.Deciding;
using Ledger.Registry.Agreements;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;

namespace Ledger.Tests.Registry;

public sealed class AgreementTests
{
    private static readonly string Stream = World.AgreementOf("JSA-2026-001");
    private static readonly DateTimeOffset From = World.Begin.AddDays(1);
    private static readonly DateTimeOffset To = World.Begin.AddYears(1);
    private static readonly SignAgreement Command = new([World.Window, World.Provider], ["TRAIN"], From, To, World.Hash);

    private static World Signed => World.WithProviders.Given(
        Stream, new AgreementSigned(World.By(World.Window), Command.Parties, Command.CategoryCodes, From, To, World.Hash));

    [Fact]
    public void An_agreement_is_in_force_from_its_first_instant_to_its_last()
    {
        var attempt = World.WithProviders.When(Stream, Command, by: World.Window);

        var state = attempt.Then(new AgreementSigned(attempt.Envelope, Command.Parties, ["TRAIN"], From, To, World.Hash)).Find<AgreementState>(Stream);

        Assert.Equal([false, true, true, false], new[] { From.AddMilliseconds(-1), From, To.AddMilliseconds(-1), To }.Select(state.IsInForceAt));
        Assert.True(state.Covers("TRAIN"));
        Assert.False(state.Covers("LEGAL"));
        Assert.True(state.Parties.SetEquals([World.Window, World.Provider]));
    }

    [Fact]
    public void The_province_signs_for_others_and_a_window_only_what_it_is_a_party_of()
    {
        var attempt = World.WithProviders.When(Stream, Command with { CategoryCodes = [], InForceTo = null }, by: World.Province);

        var state = attempt.Then(new AgreementSigned(attempt.Envelope, Command.Parties, [], From, null, World.Hash)).Find<AgreementState>(Stream);

        Assert.True(state.Covers("ANY") && state.IsInForceAt(To.AddYears(50)));
        World.WithProviders.When(Stream, Command, by: World.OtherWindow).ThenRefused("ACTOR-OWNER");
        World.WithProviders.When(Stream, Command, by: World.Provider).ThenRefused("INV-13");
        Signed.When(Stream, Command, by: World.Window).ThenRefused("EXISTS");
    }

    [Fact]
    public void Every_party_is_in_the_registry_and_not_revoked()
    {
        World.Open.When(Stream, Command, by: World.Window).ThenRefused("AGREEMENT-PARTY");
        World.WithProviders.Given(World.ProviderOf(World.Provider), new ProviderStatusChanged(World.By("SC"), "revoked", World.Begin, "R"))
            .When(Stream, Command, by: World.Window).ThenRefused("AGREEMENT-PARTY");
        World.WithProviders.Given(World.PlatformOf(World.Window), new PlatformRevoked(World.By("SC"), World.Begin, "R"))
            .When(Stream, Command, by: World.Province).ThenRefused("AGREEMENT-PARTY");
    }

    [Fact]
    public void Every_field_of_a_signing_is_checked()
    {
        void Refused(SignAgreement command, string rule) => World.WithProviders.When(Stream, command, by: World.Window).ThenRefused(rule);

        Refused(Command with { Parties = [World.Window] }, "FIELD-PARTIES");
        Refused(Command with { Parties = [World.Window, World.Window] }, "FIELD-PARTIES");
        Refused(Command with { Parties = [World.Window, " "] }, "FIELD-PARTIES");
        Refused(Command with { CategoryCodes = [""] }, "FIELD-CATEGORY-CODES");
        Refused(Command with { InForceFrom = World.Begin.AddMilliseconds(-1) }, "FIELD-IN-FORCE-FROM");
        Refused(Command with { InForceTo = From }, "FIELD-IN-FORCE-TO");
        Refused(Command with { TextHash = "" }, "FIELD-TEXT-HASH");
    }

    [Fact]
    public void An_amendment_holds_from_now_on()
    {
        var end = World.Begin.AddDays(30);
        var attempt = Signed.When(Stream, new AmendAgreement(["LEGAL"], end, World.Hash, "SCOPE"), by: World.Window);

        var state = attempt.Then(new AgreementAmended(attempt.Envelope, ["LEGAL"], end, World.Hash, "SCOPE")).Find<AgreementState>(Stream);

        Assert.Equal((false, true), (state.Covers("TRAIN"), state.Covers("LEGAL")));
        Assert.Equal((true, false), (state.IsInForceAt(end.AddMilliseconds(-1)), state.IsInForceAt(end)));
    }

    [Fact]
    public void An_amendment_is_checked()
    {
        var command = new AmendAgreement([], null, World.Hash, "SCOPE");
        void Refused(AmendAgreement changed, string rule, string by = World.Window) => Signed.When(Stream, changed, by).ThenRefused(rule);

        Refused(command, "ACTOR-OWNER", by: World.OtherWindow);
        Refused(command, "INV-13", by: World.Provider);
        Refused(command with { CategoryCodes = ["A", "A"] }, "FIELD-CATEGORY-CODES");
        Refused(command with { InForceTo = World.Begin.AddMilliseconds(-1) }, "FIELD-IN-FORCE-TO");
        Refused(command with { InForceTo = From }, "FIELD-IN-FORCE-TO");
        Refused(command with { TextHash = "" }, "FIELD-TEXT-HASH");
        Refused(command with { ReasonCode = "" }, "FIELD-REASON-CODE");
        World.WithProviders.When(Stream, command, by: World.Province).ThenRefused("NOT-FOUND");
    }

    [Theory]
    [InlineData(World.Window)]
    [InlineData(World.Provider)]
    [InlineData(World.Province)]
    public void Any_party_or_the_province_ends_it(string by)
    {
        var end = World.Begin.AddDays(30);
        var attempt = Signed.When(Stream, new TerminateAgreement(end, "BREACH"), by);

        var after = attempt.Then(new AgreementTerminated(attempt.Envelope, end, "BREACH"));

        Assert.Equal(end, after.Find<AgreementState>(Stream).InForceTo);
        after.When(Stream, new AmendAgreement([], null, World.Hash, "R"), by: World.Window).ThenRefused("INV-03");
        after.When(Stream, new TerminateAgreement(null, "R"), by: World.Window).ThenRefused("INV-03");
    }

    [Fact]
    public void An_end_is_checked()
    {
        void Refused(TerminateAgreement command, string rule, string by = World.Window) => Signed.When(Stream, command, by).ThenRefused(rule);

        Refused(new(null, "R"), "ACTOR-OWNER", by: World.OtherWindow);
        Refused(new(null, "R"), "INV-13", by: World.OtherProvider);
        Refused(new(World.Begin.AddMilliseconds(-1), "R"), "FIELD-EFFECTIVE-FROM");
        Refused(new(To, "R"), "FIELD-EFFECTIVE-FROM");
        Refused(new(null, ""), "FIELD-REASON-CODE");
        Signed.Given(World.ProviderOf(World.Provider), new ProviderStatusChanged(World.By("SC"), "suspended", World.Begin, "R"))
            .When(Stream, new TerminateAgreement(null, "R"), by: World.Provider).ThenRefused("INV-13");
        World.WithProviders.When(Stream, new TerminateAgreement(null, "R"), by: World.Province).ThenRefused("NOT-FOUND");
    }

    [Fact]
    public void What_has_ended_is_over()
    {
        Command<AgreementState>[] commands = [new AmendAgreement([], null, World.Hash, "R"), new TerminateAgreement(null, "R")];

        Assert.All(commands, command => (Signed with { Now = To }).When(Stream, command, by: World.Window).ThenRefused("INV-03"));
    }

    [Fact]
    public void The_largest_agreement_fits_into_a_public_entry()
    {
        string[] parties = [.. Enumerable.Range(0, 100).Select(i => $"{i:D3}" + new string('面', 97))];
        string[] categories = [.. Enumerable.Range(0, 50).Select(i => $"{i:D2}" + new string('面', 98))];

        var largest = new AgreementSigned(World.By(World.Window), parties, categories, From, To, World.Hash);

        Assert.InRange(Cases.SampleFacts.PublicBytes(largest).Length, 40_000, Ledger.Transparency.PublicEntry.LargestBytes);
    }
}
