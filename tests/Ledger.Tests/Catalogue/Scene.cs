using System.Text.Json;
using Ledger.Catalogue.Services;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;

namespace Ledger.Tests.Catalogue;

/// <summary>A small network: the province, two open windows and a suspended one, an active provider and a suspended one.</summary>
internal static class Given
{
    public const string Province = "SC";
    public const string Window = "SC-510100";
    public const string OtherWindow = "SC-510700";
    public const string SuspendedWindow = "SC-511500";
    public const string Provider = "91510100MAX0X0X070";
    public const string SuspendedProvider = "12510000MAX0X0X15T";

    /// <summary>12:00 of Monday, 5 January 2026, in Asia/Shanghai.</summary>
    public static readonly DateTimeOffset Now = new(2026, 1, 5, 4, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Before = Now.AddYears(-2);

    public static readonly ServiceContent Content = new(
        "数字化培训", "DIGI", "STD-DIGI", 1, Provider, "market", ["micro", "small"], ["35"], ["510100"], "在四川登记的中小企业",
        ["营业执照"], ["online", "call"], "028-12345", ["上门服务"], new DateOnly(2026, 1, 5));

    public static readonly Network Network = Of(
        (PlatformState.StreamOf(Province), new PlatformRegistered(By(Province), "省平台", "provincial", "510000", null, "12345")),
        (PlatformState.StreamOf(Province), new PlatformOpened(By(Province), new DateOnly(2024, 1, 5))),
        (PlatformState.StreamOf(Window), new PlatformRegistered(By(Province), "成都窗口", "comprehensive_window", "510100", null, "12345")),
        (PlatformState.StreamOf(Window), new PlatformOpened(By(Province), new DateOnly(2024, 1, 5))),
        (PlatformState.StreamOf(OtherWindow), new PlatformRegistered(By(Province), "绵阳窗口", "comprehensive_window", "510700", null, "12345")),
        (PlatformState.StreamOf(OtherWindow), new PlatformOpened(By(Province), new DateOnly(2024, 1, 5))),
        (PlatformState.StreamOf(SuspendedWindow), new PlatformRegistered(By(Province), "宜宾窗口", "comprehensive_window", "511500", null, "12345")),
        (PlatformState.StreamOf(SuspendedWindow), new PlatformOpened(By(Province), new DateOnly(2024, 1, 5))),
        (PlatformState.StreamOf(SuspendedWindow), new PlatformSuspended(By(Province), Before, "AUDIT")),
        (ProviderState.StreamOf(Provider), Registered(Provider)),
        (ProviderState.StreamOf(SuspendedProvider), Registered(SuspendedProvider)),
        (ProviderState.StreamOf(SuspendedProvider), new ProviderStatusChanged(By(Province), "suspended", Before, "AUDIT")));

    /// <summary>A stream with these events behind it, in that network.</summary>
    public static Scene<TState> Scene<TState>(string stream, params IReadOnlyList<LedgerEvent> facts)
        where TState : StreamState<TState>, new() =>
        new(Network, stream, facts.Aggregate(StreamState<TState>.Initial, static (state, fact) => state.Evolve(fact)));

    public static Scene<ServiceState> Service() =>
        Scene<ServiceState>("service-DIGI-01").When(new PublishService(Content), Window, Now).ThenAccepted();

    public static Envelope By(string node, DateTimeOffset? at = null, string key = "given") =>
        new(at ?? Before, at ?? Before, node, "clerk", Channels.Online, key, CausationId: null);

    private static Network Of(params (string Stream, LedgerEvent Fact)[] facts) =>
        facts.Aggregate(Network.Empty, static (network, next) => network.Evolve(next.Stream, next.Fact));

    private static ProviderRegistered Registered(string name) =>
        new(By(Province), name, "enterprise", "510100", null, ["DIGI"], [], null, null, new Sealed(Convert.ToBase64String(new byte[32])));
}

/// <summary>A stream in a network: when a command, then events or a refusal.</summary>
internal sealed record Scene<TState>(Network Network, string Stream, TState State)
    where TState : StreamState<TState>, new()
{
    public Tried<TState> When(Command<TState> command, string node = Given.Province, DateTimeOffset? at = null) =>
        new(this, command, Given.By(node, at ?? Given.Now, $"command-{State.AppliedCommands.Count}"));
}

internal sealed record Tried<TState>(Scene<TState> Before, Command<TState> Command, Envelope Envelope)
    where TState : StreamState<TState>, new()
{
    public Decision Decision { get; } = Command.DecideOn(Before.State, Act(Before, Envelope));

    /// <summary>Exactly this event follows.</summary>
    public Scene<TState> Then(Func<Envelope, LedgerEvent> expected)
    {
        var after = ThenAccepted();
        var fact = Assert.Single(((Decision.Accepted)Decision).Events);
        Assert.Equal(Stored(expected(Envelope)), Stored(fact));
        return after;
    }

    /// <summary>It stands; on the state that it leads to the same command gives no events.</summary>
    public Scene<TState> ThenAccepted()
    {
        if (Decision is Decision.Refused refused)
        {
            Assert.Fail($"refused: {refused.Rule} {refused.Reason.English}");
        }

        var after = Before with
        {
            State = ((Decision.Accepted)Decision).Events.Aggregate(Before.State, static (state, fact) => state.Evolve(fact)),
        };
        Assert.Empty(Assert.IsType<Decision.Accepted>(Command.DecideOn(after.State, Act(after, Envelope))).Events);
        return after;
    }

    public void ThenRefused(string rule)
    {
        var refused = Assert.IsType<Decision.Refused>(Decision);
        Assert.Equal(rule, refused.Rule);
        Assert.EndsWith(".", refused.Reason.English);
        Assert.EndsWith("。", refused.Reason.Chinese);
    }

    private static Act Act(Scene<TState> scene, Envelope envelope) =>
        new(scene.Stream, envelope, scene.Network, () => throw new InvalidOperationException("The catalogue has nothing to seal."));

    // As text, since a record compares the lists in it by reference.
    private static string Stored(LedgerEvent fact) =>
        EventCatalogue.For(fact).StoredName + JsonSerializer.Serialize(fact, fact.GetType(), JournalJson.Options);
}
