using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry.Enterprises;

namespace Ledger.Tests.Registry;

public sealed class EnterpriseTests
{
    private const string Stream = "enterprise-01936f2a-0000-7000-8000-0000000000aa";

    private static readonly RegisterEnterprise Command = new(
        new Confidential("91510700MAX0X0X07Y"), new Confidential("某机械厂"), new Confidential("510703"), "510700", false, "small", "35", null, null);

    private static readonly ClassifySize Classify =
        new(new Confidential("IND"), new Confidential("300"), new Confidential("2000000000"), null);

    [Fact]
    public void An_enterprise_is_registered_and_nothing_in_the_event_names_it()
    {
        var attempt = World.Open.When(Stream, Command, by: World.Window, state: EnterpriseState.Initial);

        attempt.Then(Event(attempt.Envelope));
        var stored = System.Text.Encoding.UTF8.GetString(StoredEvents.Encode(Event(attempt.Envelope)));
        Assert.All(["91510700MAX0X0X07Y", "某机械厂", "510703"], value => Assert.DoesNotContain(value, stored, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_sole_trader_neither_size_nor_industry_is_kept()
    {
        var attempt = World.Open.When(Stream, Command with { IsSoleTrader = true }, by: World.Window, state: EnterpriseState.Initial);

        attempt.Then(Event(attempt.Envelope) with { IsSoleTrader = true, SizeClass = null, IndustryCode = null });
        World.Open.When(Stream, Classify, by: World.Window, state: Registered(isSoleTrader: true)).ThenRefused("ENTERPRISE-SOLE-TRADER");
    }

    [Theory]
    [InlineData("enterprise-91510700MAX0X0X07Y")]
    [InlineData("enterprise-01936F2A-0000-7000-8000-0000000000AA")]
    [InlineData("enterprise-00000000-0000-0000-0000-000000000000")]
    [InlineData("enterprise-{01936f2a-0000-7000-8000-0000000000aa}")]
    public void Its_id_says_nothing(string stream) =>
        World.Open.When(stream, Command, by: World.Window, state: EnterpriseState.Initial).ThenRefused("FIELD-ID");

    [Fact]
    public void Every_field_of_a_registration_is_checked()
    {
        void Refused(RegisterEnterprise command, string rule, string by = World.Window) =>
            World.Open.When(Stream, command, by, state: EnterpriseState.Initial).ThenRefused(rule);

        Refused(Command, "INV-13", by: World.Provider);
        Refused(Command with { Uscc = new Confidential("91510700") }, "FIELD-USCC");
        Refused(Command with { Uscc = new Confidential("91350100M0001TGQXM") }, "USCC-CHECK");
        Refused(Command with { Name = new Confidential("") }, "FIELD-NAME");
        Refused(Command with { CountyCode = new Confidential("x") }, "FIELD-COUNTY-CODE");
        Refused(Command with { RegionCode = "x" }, "FIELD-REGION-CODE");
        Refused(Command with { SizeClass = null }, "FIELD-SIZE-CLASS");
        Refused(Command with { SizeClass = "tiny" }, "FIELD-SIZE-CLASS");
        Refused(Command with { IndustryCode = null }, "FIELD-INDUSTRY-CODE");
        Refused(Command with { IndustryCode = "3512" }, "FIELD-INDUSTRY-CODE");
        World.Open.When(Stream, Command, by: World.Window, state: Registered()).ThenRefused("EXISTS");
    }

    [Fact]
    public void A_code_that_fails_its_check_digit_is_taken_with_reason_and_evidence()
    {
        var command = Command with
        {
            Uscc = new Confidential("91350100M0001TGQXM"),
            UsccOverrideReason = "EARLY_PILOT",
            UsccOverrideEvidenceHash = World.Hash,
        };
        var attempt = World.Open.When(Stream, command, by: World.Window, state: EnterpriseState.Initial);

        attempt.Then(Event(attempt.Envelope, "91350100M0001TGQXM") with
        {
            UsccOverrideReason = "EARLY_PILOT",
            UsccOverrideEvidenceHash = World.Hash,
        });
    }

    [Fact]
    public void A_size_follows_from_the_figures_which_stay_sealed()
    {
        var attempt = World.Open.When(Stream, Classify, by: World.Window, state: Registered());

        attempt.Then(new EnterpriseSizeClassified(
            attempt.Envelope, "medium", "MIIT-2011-300", Seal("inputs", "IND employees=300 revenue_fen=2000000000 assets_fen=-")));
    }

    [Fact]
    public void A_classification_is_checked()
    {
        void Refused(ClassifySize command, string rule, string by = World.Window) =>
            World.Open.When(Stream, command, by, state: Registered()).ThenRefused(rule);

        Refused(Classify, "ACTOR-OWNER", by: World.OtherWindow);
        Refused(Classify with { Industry = new Confidential("35") }, "FIELD-INDUSTRY");
        Refused(Classify with { Employees = new Confidential("-1") }, "FIELD-EMPLOYEES");
        Refused(Classify with { RevenueFen = new Confidential("1.5") }, "FIELD-REVENUE-FEN");
        Refused(Classify with { AssetsFen = new Confidential("99999999999999999999") }, "FIELD-ASSETS-FEN");
        Refused(Classify with { RevenueFen = null }, "FIELD-INPUTS");
        World.Open.When(Stream, Classify, by: World.Window, state: EnterpriseState.Initial).ThenRefused("NOT-FOUND");
    }

    private static EnterpriseState Registered(bool isSoleTrader = false) =>
        EnterpriseState.Initial.Evolve(Event(World.By(World.Window)) with { IsSoleTrader = isSoleTrader });

    private static EnterpriseRegistered Event(Envelope envelope, string uscc = "91510700MAX0X0X07Y") => new(
        envelope, "510700", false, "small", "35", null, null, Seal("uscc", uscc), Seal("name", "某机械厂"), Seal("county_code", "510703"));

    private static Sealed Seal(string name, string value) => new(Convert.ToBase64String(Sealed.Commit(name, value, new byte[32])));
}
