using Ledger.Deciding;
using Ledger.Registry.Providers;

namespace Ledger.Tests.Registry;

public sealed class ProviderTests
{
    private const string Valid = World.Provider;
    private const string Pilot = "91350100M0001TGQXM";

    private static readonly RegisterProvider Command =
        new("某咨询公司", "enterprise", "510700", "510703", ["TRAIN", "INFO"], ["ISO 9001"], null, null, null);

    private static readonly string Stream = World.ProviderOf(Valid);

    [Fact]
    public void A_window_registers_a_provider_of_its_city_and_owns_the_record()
    {
        var attempt = World.Open.When(Stream, Command, by: World.Window);

        var after = attempt.Then(Event(attempt.Envelope)).Find<ProviderState>(Stream);

        Assert.Equal((World.Window, "510700", "510703"), (after.OwnerNode, after.RegionCode, after.CountyCode));
        Assert.True(after.CategoryCodes.SetEquals(["TRAIN", "INFO"]));
        Assert.True(after.IsActiveAt(World.Begin));
        Assert.False(after.IsAdmittedAt(World.Begin));
    }

    [Fact]
    public void The_province_registers_any_and_a_window_none_of_another_city()
    {
        var attempt = World.Open.When(Stream, Command, by: World.Province);

        attempt.Then(Event(attempt.Envelope));
        World.Open.When(Stream, Command, by: World.OtherWindow).ThenRefused("ACTOR-OWNER");
        World.Open.When(Stream, Command, by: "SC-519900").ThenRefused("INV-13");
        World.WithProviders.When(World.ProviderOf("52510600MAX0X0X23G"), Command, by: Valid).ThenRefused("INV-13");
    }

    [Fact]
    public void A_provider_is_registered_once() => World.WithProviders.When(Stream, Command, by: World.Window).ThenRefused("EXISTS");

    [Fact]
    public void A_region_that_no_table_knows_is_no_reason_to_refuse_a_code()
    {
        // The check symbol by hand: the weights 3^(i-1) mod 31 over 9 1 9 9 9 9 9 9 21 10 29 0 29 0 29 0 7 sum to 3191, which is 29 mod 31.
        var attempt = World.Open.When(World.ProviderOf("91999999MAX0X0X072"), Command, by: World.Window);

        attempt.Then(Event(attempt.Envelope));
    }

    [Theory]
    [InlineData(Pilot)]
    [InlineData("91350211M0000XUF46")]
    [InlineData("91350203M0001FUE2P")]
    [InlineData("91350203M0001QAY9B")]
    public void A_code_that_fails_its_check_digit_needs_reason_and_evidence(string code)
    {
        var stream = World.ProviderOf(code);
        World.Open.When(stream, Command, by: World.Window).ThenRefused("USCC-CHECK");
        World.Open.When(stream, Command with { UsccOverrideReason = "EARLY_PILOT" }, by: World.Window).ThenRefused("FIELD-USCC-OVERRIDE-EVIDENCE-HASH");
        World.Open.When(stream, Command with { UsccOverrideEvidenceHash = World.Hash }, by: World.Window).ThenRefused("FIELD-USCC-OVERRIDE-REASON");

        var overridden = World.Open.When(
            stream, Command with { UsccOverrideReason = "EARLY_PILOT", UsccOverrideEvidenceHash = World.Hash }, by: World.Window);

        overridden.Then(Event(overridden.Envelope) with { UsccOverrideReason = "EARLY_PILOT", UsccOverrideEvidenceHash = World.Hash });
    }

    [Fact]
    public void Every_field_of_a_registration_is_checked()
    {
        void Refused(RegisterProvider command, string rule, string stream = "") =>
            World.Open.When(stream is "" ? Stream : stream, command, by: World.Window).ThenRefused(rule);

        Refused(Command, "FIELD-USCC", World.ProviderOf("91510100MAX0I0X070"));
        Refused(Command with { UsccOverrideReason = "NO_NEED" }, "FIELD-USCC-OVERRIDE-REASON");
        Refused(Command with { LegalName = "" }, "FIELD-LEGAL-NAME");
        Refused(Command with { Kind = "person" }, "FIELD-KIND");
        Refused(Command with { RegionCode = "51" }, "FIELD-REGION-CODE");
        Refused(Command with { CountyCode = "51070" }, "FIELD-COUNTY-CODE");
        Refused(Command with { CategoryCodes = [] }, "FIELD-CATEGORY-CODES");
        Refused(Command with { CategoryCodes = ["A", "A"] }, "FIELD-CATEGORY-CODES");
        Refused(Command with { CategoryCodes = [null!] }, "FIELD-CATEGORY-CODES");
        Refused(Command with { Qualifications = [""] }, "FIELD-QUALIFICATIONS");
        Refused(Command with { Qualifications = [.. Enumerable.Range(0, 31).Select(i => $"{i}")] }, "FIELD-QUALIFICATIONS");
        Refused(Command with { LegalRepresentative = new Confidential("\uD800") }, "FIELD-LEGAL-REPRESENTATIVE");
    }

    [Fact]
    public void A_legal_representative_is_only_ever_a_commitment()
    {
        var attempt = World.Open.When(Stream, Command with { LegalRepresentative = new Confidential("王某") }, by: World.Window);

        var fact = Assert.IsType<ProviderRegistered>(Assert.Single(Assert.IsType<Decision.Accepted>(attempt.Decision).Events));

        Assert.Equal(Convert.ToBase64String(Sealed.Commit("legal_representative", "王某", new byte[32])), fact.LegalRepresentative.Commitment);
    }

    [Fact]
    public void Its_owner_or_the_province_verifies_an_identity()
    {
        var command = new VerifyIdentity("licence", World.Hash);
        var attempt = World.WithProviders.When(Stream, command, by: World.Window);

        Assert.True(attempt.Then(new ProviderIdentityVerified(attempt.Envelope, "licence", World.Hash)).Find<ProviderState>(Stream).IsIdentityVerified);
        World.WithProviders.When(Stream, command, by: World.OtherWindow).ThenRefused("ACTOR-OWNER");
        World.WithProviders.When(Stream, command, by: Valid).ThenRefused("INV-13");
        World.WithProviders.When(Stream, command with { Method = "" }, by: World.Province).ThenRefused("FIELD-METHOD");
        World.WithProviders.When(Stream, command with { EvidenceHash = "ab" }, by: World.Province).ThenRefused("FIELD-EVIDENCE-HASH");
        World.Open.When(Stream, command, by: World.Province).ThenRefused("NOT-FOUND");
    }

    [Fact]
    public void The_province_changes_a_status_and_the_instant_counts()
    {
        var from = World.Begin.AddHours(2);
        var attempt = World.WithProviders.When(Stream, new ChangeProviderStatus("suspended", from, "AUDIT"), by: World.Province);

        var after = attempt.Then(new ProviderStatusChanged(attempt.Envelope, "suspended", from, "AUDIT"));

        Assert.True(after.Find<ProviderState>(Stream).IsActiveAt(from.AddMilliseconds(-1)));
        Assert.False(after.Find<ProviderState>(Stream).IsActiveAt(from));
        var application = after.When(Stream, new SubmitApplication(World.Hash), by: Valid);
        application.Then(new AllianceApplicationSubmitted(application.Envelope, World.Hash));
        after.Later(TimeSpan.FromHours(2)).When(Stream, new SubmitApplication(World.Hash), by: Valid).ThenRefused("INV-13");
    }

    [Fact]
    public void A_status_has_its_rules()
    {
        void Refused(string status, string rule, string by = World.Province, DateTimeOffset? from = null, string reason = "R") =>
            World.WithProviders.When(Stream, new ChangeProviderStatus(status, from, reason), by).ThenRefused(rule);

        Refused("active", "INV-03");
        Refused("closed", "FIELD-STATUS");
        Refused("suspended", "ACTOR-OWNER", by: World.Window);
        Refused("suspended", "FIELD-EFFECTIVE-FROM", from: World.Begin.AddMilliseconds(-1));
        Refused("suspended", "FIELD-REASON-CODE", reason: "");
        World.Open.When(Stream, new ChangeProviderStatus("revoked", null, "R"), by: World.Province).ThenRefused("NOT-FOUND");
    }

    [Fact]
    public void A_revoked_provider_stays_revoked()
    {
        var revoked = World.WithProviders.Given(Stream, new ProviderStatusChanged(World.By(World.Province), "revoked", World.Begin, "R"));

        Command<ProviderState>[] commands =
        [
            new ChangeProviderStatus("active", null, "R"), new VerifyIdentity("licence", World.Hash), new SubmitApplication(World.Hash),
            new AdmitMember("D", null), new ExitMember("R", null),
        ];
        Assert.All(commands, command => revoked.When(Stream, command, by: World.Province).ThenRefused("INV-03"));
    }

    [Fact]
    public void The_largest_provider_fits_into_a_public_entry()
    {
        var largest = Event(World.By(World.Window)) with
        {
            LegalName = new string('面', 200),
            CategoryCodes = [.. Enumerable.Repeat(new string('面', 100), 50)],
            Qualifications = [.. Enumerable.Repeat(new string('面', 200), 30)],
        };

        Assert.InRange(Cases.SampleFacts.PublicBytes(largest).Length, 30_000, Ledger.Transparency.PublicEntry.LargestBytes);
    }

    private static ProviderRegistered Event(Envelope envelope) => new(
        envelope, "某咨询公司", "enterprise", "510700", "510703", ["TRAIN", "INFO"], ["ISO 9001"], null, null,
        new Sealed(Convert.ToBase64String(new byte[32])));
}
