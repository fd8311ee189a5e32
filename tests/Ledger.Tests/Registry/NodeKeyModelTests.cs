using FsCheck.Xunit;
using Ledger.Registry.NodeKeys;
using Ledger.Registry.Platforms;

namespace Ledger.Tests.Registry;

/// <summary>Random commands, signed by any of three keys or by none, against the rules written again; after each an outsider
/// who is shown an unsigned entry in the window's name says just what the model says.</summary>
public sealed class NodeKeyModelTests
{
    private const string Window = World.Window;
    private static readonly string Keys = NodeKeyState.StreamOf(Window);
    private static readonly string Platform = World.PlatformOf(Window);

    [Property(MaxTest = 100, StartSize = 50, EndSize = 300)]
    public void Keys_are_where_the_model_is(byte[] script) => Run(script);

    [Fact]
    public void The_random_commands_reach_every_event()
    {
        const int Seed = 20_260_105;
        var script = new byte[20_000];
        new Random(Seed).NextBytes(script);

        Assert.Equal(
            ["node_key.registered", "node_key.revoked", "node_key.signing_released", "node_key.signing_required", "platform.hotline_changed"],
            Run(script).Entries.Select(entry => entry.Type).Distinct().Order());
    }

    private static SignedHistory Run(byte[] script)
    {
        var (dice, history) = (new Dice(script), new SignedHistory(World.Open));
        using var one = Signing.Key(Window, 1);
        using var two = Signing.Key(Window, 2);
        using var three = Signing.Key(Window, 3);
        var (registered, revoked, required) = (new HashSet<string>(), new HashSet<string>(), false);
        while (dice.HasMore)
        {
            var by = dice.Any(Window, Window, Window, World.Province);
            var signer = dice.Any(null, one, one, two, three);
            var subject = dice.Any(one, two, three);
            var isSigned = signer is not null && by == Window && registered.Contains(signer.Id()) && !revoked.Contains(signer.Id());
            var isTaken = signer is null ? by != Window || !required : isSigned;
            var mayChange = isTaken && (!required || isSigned);
            var others = registered.Any(id => id != subject.Id() && !revoked.Contains(id));
            switch (dice.Any("register", "revoke", "require", "release", "hotline", "wait"))
            {
                case "register":
                    if (Do(Keys, new RegisterNodeKey(subject.Public(), history.World.Now), mayChange && !registered.Contains(subject.Id())))
                    {
                        registered.Add(subject.Id());
                    }

                    break;
                case "revoke":
                    var mayGo = registered.Contains(subject.Id()) && !revoked.Contains(subject.Id()) && (!required || others);
                    if (Do(Keys, new RevokeNodeKey(subject.Id(), "R", history.World.Now), mayChange && mayGo))
                    {
                        revoked.Add(subject.Id());
                    }

                    break;
                case "require":
                    required |= Do(Keys, new RequireSigning(history.World.Now), isSigned && !required);
                    break;
                case "release":
                    required &= !Do(Keys, new ReleaseSigning(history.World.Now), isSigned && required);
                    break;
                case "hotline":
                    Do(Platform, new ChangeHotline("1"), isTaken);
                    break;
                default:
                    history.Wait(TimeSpan.FromHours(1));
                    break;
            }

            var forged = history.Entry(Platform, new PlatformHotlineChanged(history.By(Window), "2"));
            Assert.Equal(required, history.Outsider.WhyWrong(forged) is not null);

            bool Do<T>(string stream, Deciding.Command<T> command, bool allowed)
                where T : Deciding.StreamState<T>, new()
            {
                var envelope = history.By(by);
                var rule = history.Do(stream, command, signer is null ? envelope : envelope.Signed(signer, stream, command));
                Assert.True(allowed == rule is null, $"{command} by {by}: {rule ?? "accepted"}");
                return rule is null;
            }
        }

        return history;
    }
}
