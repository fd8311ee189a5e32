using Ledger.Deciding;
using Ledger.Registry.Providers;

namespace Ledger.Tests.Registry;

/// <summary>A provider and its membership, the rules written again.</summary>
internal sealed class ProviderModel(byte[] script)
{
    private readonly Dice dice = new(script);
    private readonly Play<ProviderState> play = new(World.WithProviders, World.ProviderOf(World.Provider));
    private readonly Track<string> status = new("active");
    private readonly Track<string> membership = new("none");
    private bool verified;

    public IReadOnlySet<Type> Run()
    {
        while (dice.HasMore)
        {
            Step();
            Assert.Equal(status.Now == "active", play.State.IsActiveAt(play.Now));
            Assert.Equal(membership.Now == "admitted", play.State.IsAdmittedAt(play.Now));
            Assert.Equal(membership.Now, play.State.Memberships.At(play.Now).ToString().ToLowerInvariant());
            Assert.True(membership.Now != "admitted" || verified);
        }

        return play.Happened;
    }

    private void Step()
    {
        var by = dice.Any(World.Province, World.Province, World.Window, World.OtherWindow, World.Provider, World.OtherProvider);
        var from = dice.Effective(play.Now);
        var inTime = !(from < play.Now);
        var alive = status.Now != "revoked";
        var province = by == World.Province && alive;
        var owner = province || (by == World.Window && alive);
        var itself = owner || (by == World.Provider && status.Now == "active");
        switch (dice.Any("verify", "apply", "apply", "admit", "admit", "decline", "suspend", "reinstate", "exit", "expel", "integrate", "interact", "status", "wait", "wait"))
        {
            case "verify":
                play.Do(new VerifyIdentity("licence", World.Hash), by, owner);
                verified |= owner;
                break;
            case "apply":
                Member(new SubmitApplication(World.Hash), itself, null, "applied", "none", "exited");
                break;
            case "admit":
                Member(new AdmitMember("D", from), province && inTime && verified, from, "admitted", "applied");
                break;
            case "decline":
                Member(new DeclineApplication("R"), province, null, "none", "applied");
                break;
            case "suspend":
                Member(new SuspendMember("R", from), province && inTime, from, "suspended", "admitted");
                break;
            case "reinstate":
                Member(new ReinstateMember("R", from), province && inTime, from, "admitted", "suspended");
                break;
            case "exit":
                Member(new ExitMember("R", from), itself && inTime, from, "exited", "applied", "admitted", "suspended");
                break;
            case "expel":
                Member(new ExpelMember("R", from), province && inTime, from, "expelled", "admitted", "suspended");
                break;
            case "integrate":
                play.Do(new IntegrateResources([World.OtherProvider], "R"), by, province && membership.Now == "admitted");
                break;
            case "interact":
                play.Do(new RecordInteraction(World.Window, "K"), by, itself && membership.Now == "admitted");
                break;
            case "status":
                var word = dice.Any("active", "suspended", "suspended", "active", "revoked");
                var changes = province && inTime && word != status.Now;
                play.Do(new ChangeProviderStatus(word, from, "R"), by, changes);
                Set(status, changes, from, word);
                break;
            default:
                play.Wait(TimeSpan.FromHours(1));
                status.Tick(play.Now);
                membership.Tick(play.Now);
                break;
        }

        void Member(Command<ProviderState> command, bool mayDo, DateTimeOffset? at, string becomes, params string[] possible)
        {
            var allowed = mayDo && possible.Contains(membership.Now);
            play.Do(command, by, allowed);
            Set(membership, allowed, at, becomes);
        }
    }

    private void Set(Track<string> track, bool happened, DateTimeOffset? from, string value)
    {
        if (happened)
        {
            track.Set(play.Now, from, value);
        }
    }
}
