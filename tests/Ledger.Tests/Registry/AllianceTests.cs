using Ledger.Deciding;
using Ledger.Registry.Providers;

namespace Ledger.Tests.Registry;

public sealed class AllianceTests
{
    private static readonly string Stream = World.ProviderOf(World.Provider);
    private static readonly DateTimeOffset Now = World.Begin;

    private static World Verified => World.WithProviders.Given(Stream, new ProviderIdentityVerified(World.By(World.Window), "licence", World.Hash));

    private static World Applied => Verified.Given(Stream, new AllianceApplicationSubmitted(World.By(World.Provider), World.Hash));

    private static World Admitted => Applied.Given(Stream, new AllianceAdmitted(World.By(World.Province), "R-1", Now));

    private static World Suspended => Admitted.Given(Stream, new AllianceSuspended(World.By(World.Province), "R", Now));

    private static World Exited => Admitted.Given(Stream, new AllianceExited(World.By(World.Provider), "R", Now));

    private static World Expelled => Admitted.Given(Stream, new AllianceExpelled(World.By(World.Province), "R", Now));

    [Fact]
    public void A_provider_applies_is_admitted_suspended_reinstated_and_leaves()
    {
        var apply = Verified.When(Stream, new SubmitApplication(World.Hash), by: World.Provider);
        var applied = apply.Then(new AllianceApplicationSubmitted(apply.Envelope, World.Hash));
        var admit = applied.When(Stream, new AdmitMember("R-1", null), by: World.Province);
        var admitted = Next(admit.Then(new AllianceAdmitted(admit.Envelope, "R-1", Now)), isMember: true);
        var suspend = admitted.When(Stream, new SuspendMember("R", null), by: World.Province);
        var suspended = Next(suspend.Then(new AllianceSuspended(suspend.Envelope, "R", Now)), isMember: false);
        var reinstate = suspended.When(Stream, new ReinstateMember("R", null), by: World.Province);
        var reinstated = Next(reinstate.Then(new AllianceReinstated(reinstate.Envelope, "R", Now)), isMember: true);
        var exit = reinstated.When(Stream, new ExitMember("R", null), by: World.Provider);
        Next(exit.Then(new AllianceExited(exit.Envelope, "R", Now)), isMember: false);
    }

    [Fact]
    public void An_application_is_declined_and_made_again()
    {
        var decline = Applied.When(Stream, new DeclineApplication("R"), by: World.Province);
        var declined = decline.Then(new AllianceApplicationDeclined(decline.Envelope, "R"));
        var again = declined.When(Stream, new SubmitApplication(World.Hash), by: World.Window);

        again.Then(new AllianceApplicationSubmitted(again.Envelope, World.Hash));
    }

    [Fact]
    public void A_member_is_expelled_for_good()
    {
        var expel = Suspended.When(Stream, new ExpelMember("FRAUD", null), by: World.Province);

        expel.Then(new AllianceExpelled(expel.Envelope, "FRAUD", Now));
        Expelled.When(Stream, new SubmitApplication(World.Hash), by: World.Provider).ThenRefused("INV-03");
    }

    [Fact]
    public void Who_left_may_apply_again()
    {
        var apply = Exited.When(Stream, new SubmitApplication(World.Hash), by: World.Provider);

        apply.Then(new AllianceApplicationSubmitted(apply.Envelope, World.Hash));
    }

    [Fact]
    public void No_announced_exit_protects_from_being_expelled()
    {
        var leaving = Admitted.Given(Stream, new AllianceExited(World.By(World.Provider), "R", Now.AddYears(1)));
        var expel = leaving.When(Stream, new ExpelMember("FRAUD", null), by: World.Province);

        var state = expel.Then(new AllianceExpelled(expel.Envelope, "FRAUD", Now)).Find<ProviderState>(Stream);

        Assert.Equal(MembershipStatus.Expelled, state.Memberships.At(Now.AddYears(2)));
        leaving.When(Stream, new SubmitApplication(World.Hash), by: World.Provider).ThenRefused("INV-03");
    }

    [Fact]
    public void Nobody_is_admitted_unverified()
    {
        var applied = World.WithProviders.Given(Stream, new AllianceApplicationSubmitted(World.By(World.Provider), World.Hash));

        applied.When(Stream, new AdmitMember("R-1", null), by: World.Province).ThenRefused("PROVIDER-UNVERIFIED");
    }

    [Fact]
    public void The_table_of_stages_holds()
    {
        // Rows: not applied, applied, admitted, suspended, exited, expelled.
        World[] worlds = [Verified, Applied, Admitted, Suspended, Exited, Expelled];
        (Command<ProviderState> Command, string Possible)[] table =
        [
            (new SubmitApplication(World.Hash), "x...x."),
            (new DeclineApplication("R"), ".x...."),
            (new AdmitMember("R", null), ".x...."),
            (new SuspendMember("R", null), "..x..."),
            (new ReinstateMember("R", null), "...x.."),
            (new ExitMember("R", null), ".xxx.."),
            (new ExpelMember("R", null), "..xx.."),
            (new IntegrateResources([World.OtherProvider], "R"), "..x..."),
            (new RecordInteraction(World.Window, "EXCHANGE"), "..x..."),
        ];

        Assert.All(table, row =>
        {
            for (var i = 0; i < worlds.Length; i++)
            {
                var decision = worlds[i].When(Stream, row.Command, by: World.Province).Decision;
                Assert.Equal((row.Command.GetType().Name, i, row.Possible[i] == 'x' ? null : "INV-03"),
                    (row.Command.GetType().Name, i, (decision as Decision.Refused)?.Rule));
            }
        });
    }

    [Fact]
    public void Only_the_province_decides_on_membership()
    {
        Command<ProviderState>[] commands =
        [
            new DeclineApplication("R"), new AdmitMember("R", null), new SuspendMember("R", null), new ReinstateMember("R", null),
            new ExpelMember("R", null), new IntegrateResources([World.OtherProvider], "R"),
        ];

        Assert.All(commands, command =>
        {
            Admitted.When(Stream, command, by: World.Window).ThenRefused("ACTOR-OWNER");
            Admitted.When(Stream, command, by: World.Provider).ThenRefused("INV-13");
            World.Open.When(Stream, command, by: World.Province).ThenRefused("NOT-FOUND");
        });
    }

    [Fact]
    public void The_provider_itself_acts_and_no_other_one()
    {
        Command<ProviderState>[] commands = [new SubmitApplication(World.Hash), new ExitMember("R", null), new RecordInteraction(World.Window, "EXCHANGE")];

        Assert.All(commands, command =>
        {
            Admitted.When(Stream, command, by: World.OtherWindow).ThenRefused("ACTOR-OWNER");
            Admitted.When(Stream, command, by: World.OtherProvider).ThenRefused("INV-13");
            World.Open.When(Stream, command, by: World.Province).ThenRefused("NOT-FOUND");
            Admitted.Given(Stream, new ProviderStatusChanged(World.By(World.Province), "suspended", Now, "R"))
                .When(Stream, command, by: World.Provider).ThenRefused("INV-13");
        });
    }

    [Fact]
    public void Every_field_is_checked()
    {
        var past = Now.AddMilliseconds(-1);
        void Refused(World world, Command<ProviderState> command, string rule) => world.When(Stream, command, by: World.Province).ThenRefused(rule);

        Refused(Verified, new SubmitApplication(""), "FIELD-EVIDENCE-HASH");
        Refused(Applied, new DeclineApplication(""), "FIELD-REASON-CODE");
        Refused(Applied, new AdmitMember("", null), "FIELD-DECISION-CODE");
        Refused(Applied, new AdmitMember("R", past), "FIELD-EFFECTIVE-FROM");
        Refused(Admitted, new SuspendMember("", null), "FIELD-REASON-CODE");
        Refused(Admitted, new SuspendMember("R", past), "FIELD-EFFECTIVE-FROM");
        Refused(Suspended, new ReinstateMember("", null), "FIELD-REASON-CODE");
        Refused(Suspended, new ReinstateMember("R", past), "FIELD-EFFECTIVE-FROM");
        Refused(Admitted, new ExitMember("", null), "FIELD-REASON-CODE");
        Refused(Admitted, new ExitMember("R", past), "FIELD-EFFECTIVE-FROM");
        Refused(Admitted, new ExpelMember("", null), "FIELD-REASON-CODE");
        Refused(Admitted, new ExpelMember("R", past), "FIELD-EFFECTIVE-FROM");
        Refused(Admitted, new IntegrateResources([], "R"), "FIELD-FROM-PROVIDERS");
        Refused(Admitted, new IntegrateResources([World.Provider], "R"), "FIELD-FROM-PROVIDERS");
        Refused(Admitted, new IntegrateResources(["52510600MAX0X0X23G"], "R"), "PROVIDER-UNKNOWN");
        Refused(Admitted, new IntegrateResources([World.OtherProvider], ""), "FIELD-REASON-CODE");
        Refused(Admitted, new RecordInteraction("", "K"), "FIELD-WITH");
        Refused(Admitted, new RecordInteraction(World.Provider, "K"), "FIELD-WITH");
        Refused(Admitted, new RecordInteraction(World.OtherProvider, "K"), "PROVIDER-UNKNOWN");
        Refused(Admitted, new RecordInteraction(World.Window, ""), "FIELD-KIND");
    }

    [Fact]
    public void Resources_keep_where_they_came_from_and_interactions_with_whom()
    {
        var integrate = Admitted.When(Stream, new IntegrateResources([World.OtherProvider], "MERGER"), by: World.Province);
        integrate.Then(new AllianceResourcesIntegrated(integrate.Envelope, [World.OtherProvider], "MERGER"));
        var both = Admitted.Given(World.ProviderOf(World.OtherProvider), new AllianceAdmitted(World.By(World.Province), "R-2", Now));

        var interact = both.When(Stream, new RecordInteraction(World.OtherProvider, "EXCHANGE"), by: World.Provider);

        interact.Then(new AllianceInteractionRecorded(interact.Envelope, World.OtherProvider, "EXCHANGE"));
    }

    private static World Next(World world, bool isMember)
    {
        Assert.Equal(isMember, world.Find<ProviderState>(Stream).IsAdmittedAt(Now));
        return world;
    }
}
