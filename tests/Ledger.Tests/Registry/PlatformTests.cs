using Ledger.Registry.Platforms;

namespace Ledger.Tests.Registry;

public sealed class PlatformTests
{
    private const string New = "SC-510600-EQUIP";

    private static readonly RegisterPlatform Cluster = new("德阳装备", "cluster_window", "510600", "EQUIP", "0838-12345");
    private static readonly RegisterPlatform Provincial = new("四川", "provincial", "510000", null, "12345");
    private static readonly DateOnly Day = new(2026, 1, 5);

    private static World Registered => World.Open.Given(
        World.PlatformOf(New),
        new PlatformRegistered(World.By(World.Province), "德阳装备", "cluster_window", "510600", "EQUIP", "0838-12345"));

    [Fact]
    public void The_first_provincial_platform_registers_itself_and_is_open()
    {
        var attempt = World.Empty.When(World.PlatformOf("SC"), Provincial, by: "SC");

        var after = attempt.Then(
            new PlatformRegistered(attempt.Envelope, "四川", "provincial", "510000", null, "12345"), new PlatformOpened(attempt.Envelope, Day));

        Assert.True(after.Find<PlatformState>(World.PlatformOf("SC")).IsOpenAt(World.Begin));
    }

    [Fact]
    public void Nobody_else_comes_first() => World.Empty.When(World.PlatformOf(New), Cluster, by: New).ThenRefused("INV-13");

    [Fact]
    public void The_province_registers_a_window()
    {
        var attempt = World.Open.When(World.PlatformOf(New), Cluster, by: World.Province);

        attempt.Then(new PlatformRegistered(attempt.Envelope, "德阳装备", "cluster_window", "510600", "EQUIP", "0838-12345"));
    }

    [Fact]
    public void A_window_registers_none() => World.Open.When(World.PlatformOf(New), Cluster, by: World.Window).ThenRefused("ACTOR-OWNER");

    [Fact]
    public void There_is_one_provincial_platform() =>
        World.Open.When(World.PlatformOf("GS"), Provincial, by: World.Province).ThenRefused("EXISTS");

    [Fact]
    public void A_code_is_given_once() => Registered.When(World.PlatformOf(New), Cluster, by: World.Province).ThenRefused("EXISTS");

    [Theory]
    [InlineData("sc-510600")]
    [InlineData("SC-51060")]
    [InlineData("SC-510600-")]
    [InlineData("SC-510600-equip")]
    public void A_code_has_its_form(string code) =>
        World.Open.When(World.PlatformOf(code), Cluster, by: World.Province).ThenRefused("FIELD-CODE");

    [Fact]
    public void Every_field_of_a_registration_is_checked()
    {
        void Refused(RegisterPlatform command, string rule) =>
            World.Open.When(World.PlatformOf(New), command, by: World.Province).ThenRefused(rule);

        Refused(Cluster with { Name = " " }, "FIELD-NAME");
        Refused(Cluster with { Kind = "window" }, "FIELD-KIND");
        Refused(Cluster with { RegionCode = "5106" }, "FIELD-REGION-CODE");
        Refused(Cluster with { ClusterCode = null }, "FIELD-CLUSTER-CODE");
        Refused(Cluster with { Kind = "comprehensive_window" }, "FIELD-CLUSTER-CODE");
        Refused(Cluster with { Hotline = "" }, "FIELD-HOTLINE");
    }

    [Fact]
    public void A_platform_opens_once()
    {
        var attempt = Registered.When(World.PlatformOf(New), new OpenPlatform(Day), by: World.Province);

        attempt.Then(new PlatformOpened(attempt.Envelope, Day))
            .When(World.PlatformOf(New), new OpenPlatform(Day), by: World.Province).ThenRefused("INV-03");
    }

    [Fact]
    public void What_opened_in_the_future_is_open_from_the_recording_on()
    {
        var attempt = Registered.When(
            World.PlatformOf(New), new OpenPlatform(Day), by: World.Province, occurredAt: World.Begin.AddMinutes(4));

        attempt.Then(new PlatformOpened(attempt.Envelope, Day))
            .When(World.PlatformOf(New), new OpenPlatform(Day), by: World.Province).ThenRefused("INV-03");
    }

    [Fact]
    public void Only_the_province_decides_on_what_exists()
    {
        Ledger.Deciding.Command<PlatformState>[] commands =
        [
            new OpenPlatform(Day), new AssignPhase(1, Day), new SuspendPlatform(null, "R"), new ReinstatePlatform(null, "R"), new RevokePlatform(null, "R"),
        ];

        Assert.All(commands, command =>
        {
            World.Open.When(World.PlatformOf(World.Window), command, by: World.Window).ThenRefused("ACTOR-OWNER");
            World.Open.When(World.PlatformOf("SC-519900"), command, by: World.Province).ThenRefused("NOT-FOUND");
        });
    }

    [Fact]
    public void A_phase_is_assigned()
    {
        var attempt = Registered.When(World.PlatformOf(New), new AssignPhase(2, Day), by: World.Province);

        Assert.Equal(2, attempt.Then(new PlatformPhaseAssigned(attempt.Envelope, 2, Day)).Find<PlatformState>(World.PlatformOf(New)).Phase);
        Registered.When(World.PlatformOf(New), new AssignPhase(0, Day), by: World.Province).ThenRefused("FIELD-PHASE");
        Registered.When(World.PlatformOf(New), new AssignPhase(100, Day), by: World.Province).ThenRefused("FIELD-PHASE");
    }

    [Fact]
    public void A_suspended_window_is_refused_from_the_instant_on_until_it_is_reinstated()
    {
        var from = World.Begin.AddHours(1);
        var suspend = World.Open.When(World.PlatformOf(World.Window), new SuspendPlatform(from, "AUDIT"), by: World.Province);
        var announced = suspend.Then(new PlatformSuspended(suspend.Envelope, from, "AUDIT"));
        var change = announced.Later(TimeSpan.FromMinutes(59)).When(World.PlatformOf(World.Window), new ChangeHotline("1"), by: World.Window);
        change.Then(new PlatformHotlineChanged(change.Envelope, "1"));

        var suspended = announced.Later(TimeSpan.FromHours(1));
        suspended.When(World.PlatformOf(World.Window), new ChangeHotline("1"), by: World.Window).ThenRefused("INV-13");
        suspended.When(World.PlatformOf(World.Window), new SuspendPlatform(null, "AUDIT"), by: World.Province).ThenRefused("INV-03");
        var reinstate = suspended.When(World.PlatformOf(World.Window), new ReinstatePlatform(null, "DONE"), by: World.Province);
        reinstate.Then(new PlatformReinstated(reinstate.Envelope, from, "DONE"))
            .When(World.PlatformOf(World.Window), new ReinstatePlatform(null, "DONE"), by: World.Province).ThenRefused("INV-03");
    }

    [Fact]
    public void A_decision_whose_time_has_not_come_is_replaced_by_the_next()
    {
        var window = World.PlatformOf(World.Window);
        var revoke = World.Open.When(window, new RevokePlatform(World.Begin.AddDays(30), "FAILED"), by: World.Province);
        var announced = revoke.Then(new PlatformRevoked(revoke.Envelope, World.Begin.AddDays(30), "FAILED"));
        var sooner = announced.Later(TimeSpan.FromDays(1)).When(window, new RevokePlatform(World.Begin.AddDays(2), "FRAUD"), by: World.Province);

        var state = sooner.Then(new PlatformRevoked(sooner.Envelope, World.Begin.AddDays(2), "FRAUD")).Find<PlatformState>(window);

        Assert.True(state.IsOpenAt(World.Begin.AddDays(2).AddMilliseconds(-1)));
        Assert.Equal(PlatformStatus.Revoked, state.StatusAt(World.Begin.AddDays(2)));
    }

    [Fact]
    public void Revoked_is_for_ever()
    {
        var window = World.PlatformOf(World.Window);
        var revoked = World.Open.Given(window, new PlatformRevoked(World.By(World.Province), World.Begin, "FAILED"));

        Ledger.Deciding.Command<PlatformState>[] commands =
        [
            new OpenPlatform(Day), new AssignPhase(1, Day), new SuspendPlatform(null, "R"), new ReinstatePlatform(null, "R"),
            new RevokePlatform(null, "R"), new ChangeHotline("1"), new AttestBranding(1, World.Hash),
        ];
        Assert.All(commands, command => revoked.When(window, command, by: World.Province).ThenRefused("INV-03"));
    }

    [Fact]
    public void Times_and_reasons_are_checked()
    {
        var window = World.PlatformOf(World.Window);
        var past = World.Begin.AddMilliseconds(-1);

        World.Open.When(window, new SuspendPlatform(past, "R"), by: World.Province).ThenRefused("FIELD-EFFECTIVE-FROM");
        World.Open.When(window, new SuspendPlatform(null, ""), by: World.Province).ThenRefused("FIELD-REASON-CODE");
        World.Open.When(window, new RevokePlatform(past, "R"), by: World.Province).ThenRefused("FIELD-EFFECTIVE-FROM");
        World.Open.When(window, new RevokePlatform(null, "\n"), by: World.Province).ThenRefused("FIELD-REASON-CODE");
        var suspended = World.Open.Given(window, new PlatformSuspended(World.By(World.Province), World.Begin, "R"));
        suspended.When(window, new ReinstatePlatform(past, "R"), by: World.Province).ThenRefused("FIELD-EFFECTIVE-FROM");
        suspended.When(window, new ReinstatePlatform(null, ""), by: World.Province).ThenRefused("FIELD-REASON-CODE");
    }

    [Fact]
    public void The_province_cannot_lock_itself_out()
    {
        World.Open.When(World.PlatformOf("SC"), new SuspendPlatform(null, "R"), by: World.Province).ThenRefused("PLATFORM-PROVINCE");
        World.Open.When(World.PlatformOf("SC"), new RevokePlatform(null, "R"), by: World.Province).ThenRefused("PLATFORM-PROVINCE");
    }

    [Fact]
    public void The_window_or_the_province_attests_its_brand_and_nobody_else()
    {
        var window = World.PlatformOf(World.Window);
        var command = new AttestBranding(3, World.Hash);
        var attempt = World.Open.When(window, command, by: World.Window);

        attempt.Then(new BrandingAttested(attempt.Envelope, 3, World.Hash));
        World.Open.When(window, command, by: World.OtherWindow).ThenRefused("ACTOR-OWNER");
        World.Open.When(window, command with { BrandVersion = 0 }, by: World.Province).ThenRefused("FIELD-BRAND-VERSION");
        World.Open.When(window, command with { ImageHash = World.Hash.ToUpperInvariant() }, by: World.Province).ThenRefused("FIELD-IMAGE-HASH");
        World.Open.When(World.PlatformOf("SC-519900"), command, by: World.Province).ThenRefused("NOT-FOUND");
    }

    [Fact]
    public void A_hotline_is_changed_by_its_platform_or_the_province()
    {
        var window = World.PlatformOf(World.Window);
        var attempt = World.Open.When(window, new ChangeHotline("0816-12345"), by: World.Province);

        attempt.Then(new PlatformHotlineChanged(attempt.Envelope, "0816-12345"));
        World.Open.When(window, new ChangeHotline("0816-12345"), by: World.OtherWindow).ThenRefused("ACTOR-OWNER");
        World.Open.When(window, new ChangeHotline(""), by: World.Window).ThenRefused("FIELD-HOTLINE");
        World.Open.When(World.PlatformOf("SC-519900"), new ChangeHotline("1"), by: World.Province).ThenRefused("NOT-FOUND");
    }
}
