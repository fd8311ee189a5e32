using Ledger.Registry.Platforms;

namespace Ledger.Tests.Registry;

/// <summary>A platform, the rules written again.</summary>
internal static class PlatformModel
{
    private const string Province = World.Province;
    private static readonly DateOnly Day = new(2026, 1, 5);

    public static IReadOnlySet<Type> Run(byte[] script)
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

        return play.Happened;

        void Set(bool happened, DateTimeOffset? from, string value)
        {
            if (happened)
            {
                status.Set(play.Now, from, value);
            }
        }
    }
}
