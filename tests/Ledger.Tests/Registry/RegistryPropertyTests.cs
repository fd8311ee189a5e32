using FsCheck;
using FsCheck.Xunit;
using Ledger.Registry.Agreements;
using Ledger.Registry.Enterprises;
using Ledger.Registry.Plans;
using Ledger.Registry.Platforms;

namespace Ledger.Tests.Registry;

/// <summary>Random commands against the rules written again, as simply as they can be. A failure prints the shrunk script.</summary>
public sealed class RegistryPropertyTests
{
    private const string Province = World.Province;
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Property(MaxTest = 300, StartSize = 50, EndSize = 400)]
    public void A_platform_is_where_its_model_is(byte[] script)
    {
        const string Code = "SC-510600";
        var (dice, play, status) = (new Dice(script), new Play<PlatformState>(World.Open, World.PlatformOf(Code)), new Track<string>("none"));
        while (dice.HasMore)
        {
            var by = dice.Any(Province, Province, Province, Code, World.Window);
            var from = dice.Effective(play.Now);
            var (isProvince, inTime) = (by == Province, !(from < play.Now));
            var isItself = isProvince || (by == Code && status.Now == "open");
            var alive = status.Now is "registered" or "open" or "suspended";
            switch (dice.Any("register", "open", "phase", "suspend", "reinstate", "revoke", "hotline", "brand", "wait", "wait"))
            {
                case "register":
                    var isNew = isProvince && status.Now == "none";
                    play.Do(new RegisterPlatform("德阳", "comprehensive_window", "510600", null, "1"), by, isNew);
                    Set(isNew, null, "registered");
                    break;
                case "open":
                    var opens = isProvince && status.Now == "registered";
                    play.Do(new OpenPlatform(Day), by, opens);
                    Set(opens, null, "open");
                    break;
                case "suspend":
                    var suspends = isProvince && inTime && status.Now == "open";
                    play.Do(new SuspendPlatform(from, "R"), by, suspends);
                    Set(suspends, from, "suspended");
                    break;
                case "reinstate":
                    var reinstates = isProvince && inTime && status.Now == "suspended";
                    play.Do(new ReinstatePlatform(from, "R"), by, reinstates);
                    Set(reinstates, from, "open");
                    break;
                case "revoke":
                    var revokes = isProvince && inTime && alive;
                    play.Do(new RevokePlatform(from, "R"), by, revokes);
                    Set(revokes, from, "revoked");
                    break;
                case "phase":
                    play.Do(new AssignPhase(1, Day), by, isProvince && alive);
                    break;
                case "hotline":
                    play.Do(new ChangeHotline("1"), by, isItself && alive);
                    break;
                case "brand":
                    play.Do(new AttestBranding(1, World.Hash), by, isItself && alive);
                    break;
                default:
                    play.Wait(TimeSpan.FromHours(1));
                    status.Tick(play.Now);
                    break;
            }

            Assert.Equal(status.Now == "open", play.State.IsOpenAt(play.Now));
            Assert.Equal(status.Now is "none" ? "registered" : status.Now, play.State.StatusAt(play.Now).ToString().ToLowerInvariant());
        }

        void Set(bool happened, DateTimeOffset? from, string value)
        {
            if (happened)
            {
                status.Set(play.Now, from, value);
            }
        }
    }

    [Property(MaxTest = 300, StartSize = 50, EndSize = 600)]
    public void A_provider_is_where_its_model_is(byte[] script) => new ProviderModel(script).Run();

    [Property(MaxTest = 300, StartSize = 50, EndSize = 300)]
    public void An_agreement_is_where_its_model_is(byte[] script)
    {
        var (dice, play) = (new Dice(script), new Play<AgreementState>(World.WithProviders, World.AgreementOf("A-1")));
        var (signed, terminated, owner) = (false, false, "");
        DateTimeOffset begin = default, end = DateTimeOffset.MaxValue;
        while (dice.HasMore)
        {
            var by = dice.Any(Province, World.Window, World.Window, World.OtherWindow, World.Provider, World.OtherProvider);
            var from = dice.Effective(play.Now);
            var (isOwner, inTime, over) = (by == Province || by == owner, !(from < play.Now), terminated || end <= play.Now);
            switch (dice.Any("sign", "amend", "terminate", "wait", "wait"))
            {
                case "sign":
                    var start = from ?? play.Now;
                    var signs = by is Province or World.Window && !signed && inTime;
                    play.Do(new SignAgreement([World.Window, World.Provider], [], start, start.AddHours(6), World.Hash), by, signs);
                    (signed, begin, end, owner) = signs ? (true, start, start.AddHours(6), by) : (signed, begin, end, owner);
                    break;
                case "amend":
                    var amends = signed && isOwner && !over && inTime && (from is null || from > begin);
                    play.Do(new AmendAgreement([], from, World.Hash, "R"), by, amends);
                    end = amends ? from ?? DateTimeOffset.MaxValue : end;
                    break;
                case "terminate":
                    var terminates = signed && (isOwner || by is World.Window or World.Provider) && !over && inTime && (from ?? play.Now) < end;
                    play.Do(new TerminateAgreement(from, "R"), by, terminates);
                    (terminated, end) = terminates ? (true, from ?? play.Now) : (terminated, end);
                    break;
                default:
                    play.Wait(TimeSpan.FromHours(1));
                    break;
            }

            Assert.Equal(signed && begin <= play.Now && play.Now < end, play.State.IsInForceAt(play.Now));
        }
    }

    [Property(MaxTest = 200)]
    public void An_enterprise_and_a_plan_are_where_their_models_are(byte[] script)
    {
        var dice = new Dice(script);
        var enterprise = new Play<EnterpriseState>(World.Open, "enterprise-01936f2a-0000-7000-8000-0000000000aa", EnterpriseState.Initial);
        var plan = new Play<PlanState>(World.Open, PlanState.StreamOf(Province), PlanState.Initial);
        (string Owner, bool SoleTrader, string? Size)? model = null;
        var version = 0;
        while (dice.HasMore)
        {
            var by = dice.Any(Province, World.Window, World.OtherWindow, "SC-519900");
            var isOpen = by != "SC-519900";
            switch (dice.Any("register", "classify", "classify", "plan"))
            {
                case "register":
                    var soleTrader = dice.Any(false, false, true);
                    enterprise.Do(
                        new RegisterEnterprise(new("91510700MAX0X0X07Y"), new("某厂"), null, "510700", soleTrader, "large", "35", null, null),
                        by, isOpen && model is null);
                    model = isOpen ? model ?? (by, soleTrader, soleTrader ? null : "large") : model;
                    break;
                case "classify":
                    var (employees, size) = dice.Any(("9", "micro"), ("10", "small"), ("100", "medium"), ("300", "large"));
                    var allowed = model is { SoleTrader: false } known && (by == Province || by == known.Owner);
                    enterprise.Do(new ClassifySize(new("OTH"), new(employees), null, null), by, allowed);
                    model = allowed ? model!.Value with { Size = size } : model;
                    break;
                default:
                    plan.Do(new AdoptPlan([new(1, 2011, 1, 11)], "B"), by, by == Province);
                    version += by == Province ? 1 : 0;
                    break;
            }

            Assert.Equal(model ?? ("", false, null), (enterprise.State.OwnerNode, enterprise.State.IsSoleTrader, enterprise.State.SizeClass));
            Assert.Equal(version, plan.State.Version);
        }
    }

    [Property(MaxTest = 2_000)]
    public void Nothing_gets_smaller_by_growing(NonNegativeInt industry, NonNegativeInt x, NonNegativeInt y, NonNegativeInt z, NonNegativeInt more)
    {
        string[] order = ["micro", "small", "medium", "large"];
        var names = SizeClass.Industries.Order(StringComparer.Ordinal).ToArray();
        // Two powers, so that values lie on both sides of the table's bounds.
        var inputs = new SizeInputs(names[industry.Get % 16], x.Get * 20L, y.Get * 1_000_000_000L, z.Get * 1_000_000_000L);
        var grown = inputs with { Employees = inputs.Employees + more.Get, RevenueFen = inputs.RevenueFen + (more.Get * 1_000_000L) };

        Assert.True(Array.IndexOf(order, SizeClass.Of(grown)) >= Array.IndexOf(order, SizeClass.Of(inputs)));
    }
}
