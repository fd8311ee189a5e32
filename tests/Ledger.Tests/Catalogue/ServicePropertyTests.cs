using FsCheck.Xunit;
using Ledger.Catalogue.Services;
using Ledger.Deciding;

namespace Ledger.Tests.Catalogue;

public sealed class ServicePropertyTests
{
    private const int BytesPerStep = 4;

    private static readonly string[] Nodes = [Given.Window, Given.OtherWindow, Given.Province, Given.SuspendedWindow];

    [Property(MaxTest = 500, StartSize = 40, EndSize = 400)]
    public void No_sequence_of_commands_leaves_the_model(byte[] script) => Play(script, []);

    [Fact]
    public void The_random_commands_lead_to_every_event()
    {
        const int Seed = 20_260_105;
        var random = new Random(Seed);
        var events = new HashSet<Type>();
        for (var i = 0; i < 200; i++)
        {
            var script = new byte[200];
            random.NextBytes(script);
            Play(script, events);
        }

        Assert.Equal(typeof(ServiceEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ServiceEvent))).ToHashSet(), events);
    }

    private static void Play(byte[] script, HashSet<Type> events)
    {
        var (scene, model, now) = (Given.Scene<ServiceState>("service-X"), new ServiceModel(), Given.Now);
        foreach (var step in script.Chunk(BytesPerStep).Where(step => step.Length == BytesPerStep))
        {
            now = now.AddHours(step[0] % 48);
            var node = step[1] % 16 < Nodes.Length ? Nodes[step[1] % 16] : Given.Window;
            var (command, allowed) = Choose(step[2] % 16, node, now, now.AddHours((step[3] % 200) - 80), model);

            var tried = scene.When(command, node, now);

            Assert.Equal(allowed && node != Given.SuspendedWindow, tried.Decision is Decision.Accepted);
            if (tried.Decision is Decision.Accepted accepted)
            {
                events.UnionWith(accepted.Events.Select(fact => fact.GetType()));
                scene = tried.ThenAccepted();
            }

            Check(scene.State, model, now);
        }
    }

    // A suspended window can do nothing, so the model is not asked.
    private static (Command<ServiceState> Command, bool Allowed) Choose(
        int kind, string node, DateTimeOffset now, DateTimeOffset from, ServiceModel model)
    {
        var active = node != Given.SuspendedWindow;
        var today = DateOnly.FromDateTime(now.UtcDateTime.AddHours(8));
        var day = today.AddDays(from < now ? -1 : from > now.AddHours(100) ? 1 : 0);
        var content = Given.Content with { AssuredOn = day };
        switch (kind)
        {
            case 0 or 1 or 2:
                return (new PublishService(content, from), active && day <= today && model.Publish(node, from, day));
            case 3 or 4:
                var revised = active && day <= today && model.Next("content", node, from);
                if (revised)
                {
                    model.Looked(day);
                }

                return (new ReviseService(content, "", from), revised);
            case 5:
                return (new AssureService(day), active && model.Assure(node, day, today));
            case 6:
                return (new PublishProcess([], "", "", from), active && model.Next("process", node, from));
            case 7:
                return (new PublishCommitment(0, 1, 2, "", "", from), active && model.Next("commitment", node, from));
            case 8:
                // Seldom, or nothing would happen after it.
                return from.Hour == 0
                    ? (new WithdrawService("END", from), active && model.Withdraw(node, from, now))
                    : (new WithdrawService("", from), false);
            case 9 or 10 or 11:
                return (new WithdrawFeeItem("FEE", "END", from), active && model.EndPrice(node, from, now));
            default:
                DateTimeOffset? to = kind < 14 ? null : now.AddHours(kind == 14 ? 30 : 60);
                return (new PublishFeeItem("FEE", "次", 0, 1, "", 0, from, to), active && model.Price(node, from, to));
        }
    }

    private static void Check(ServiceState state, ServiceModel model, DateTimeOffset now)
    {
        Assert.Equal(model.Owner ?? "", state.NodeId);
        Assert.Equal(model.Assured, state.AssuredOn);
        Assert.Equal(model.Withdrawn, state.WithdrawnFrom);
        Assert.False(model.Withdrawn is { } end && state.IsActiveAt(end));
        for (var hour = -100; hour <= 150; hour += 10)
        {
            Assert.Equal(model.PriceAt(now.AddHours(hour)), state.FeeItemAt("FEE", now.AddHours(hour))?.Version);
        }
    }
}
