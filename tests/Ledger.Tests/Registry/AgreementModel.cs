using Ledger.Registry.Agreements;

namespace Ledger.Tests.Registry;

/// <summary>An agreement between a window and a provider, the rules written again.</summary>
internal static class AgreementModel
{
    private const string Province = World.Province;

    public static IReadOnlySet<Type> Run(byte[] script)
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

        return play.Happened;
    }
}
