using System.Text.Json;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;
using Ledger.Registry.Agreements;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;

namespace Ledger.Tests.Registry;

/// <summary>A small network in which commands are decided: the province, windows and providers, at an instant.</summary>
public sealed record World(Network Network, DateTimeOffset Now)
{
    public const string Province = "SC";
    public const string Window = "SC-510700";
    public const string OtherWindow = "SC-510100";
    public const string Provider = "91510700MAX0X0X07Y";
    public const string OtherProvider = "91440101MA5CJQ4N59";
    public const string Hash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static readonly DateTimeOffset Begin = new(2026, 1, 5, 4, 0, 0, TimeSpan.Zero);

    public static readonly World Empty = new(Network.Empty, Begin);

    /// <summary>The province and two windows, all open; the other window is that of Chengdu.</summary>
    public static readonly World Open = Empty
        .Given(PlatformOf(Province), new PlatformRegistered(By(Province), "四川", "provincial", "510000", null, "12345"), Opened)
        .Given(PlatformOf(Window), new PlatformRegistered(By(Province), "绵阳", "comprehensive_window", "510700", null, "12345"), Opened)
        .Given(PlatformOf(OtherWindow), new PlatformRegistered(By(Province), "成都", "comprehensive_window", "510100", null, "12345"), Opened);

    private static PlatformOpened Opened => new(By(Province), new DateOnly(2026, 1, 5));

    /// <summary>Two providers in it as well: one of the window, one of the other window.</summary>
    public static World WithProviders => Open
        .Given(ProviderOf(Provider), Registered(By(Window), "510700"))
        .Given(ProviderOf(OtherProvider), Registered(By(OtherWindow), "510100"));

    public static string PlatformOf(string code) => PlatformState.StreamOf(code);

    public static string ProviderOf(string code) => ProviderState.StreamOf(code);

    public static string AgreementOf(string id) => AgreementState.StreamOf(id);

    public static ProviderRegistered Registered(Envelope by, string region) =>
        new(by, "某咨询公司", "enterprise", region, null, ["TRAIN"], [], null, null, new Sealed(Convert.ToBase64String(new byte[32])));

    /// <summary>Whoever acts, at an instant; the world's beginning when none is given.</summary>
    public static Envelope By(string node, DateTimeOffset? at = null, string command = "given") =>
        new(at ?? Begin, at ?? Begin, node, "clerk", Channels.PartnerApi, command, CausationId: null);

    public World Given(string stream, params IReadOnlyList<LedgerEvent> facts) =>
        this with { Network = facts.Aggregate(Network, (network, fact) => network.Evolve(stream, fact)) };

    public World Later(TimeSpan time) => this with { Now = Now + time };

    public T Find<T>(string stream)
        where T : StreamState<T>, new() => Network.Find<T>(stream);

    /// <param name="state">Of a stream that is not in the network; else it is found there.</param>
    public Attempt<T> When<T>(string stream, Command<T> command, string by, DateTimeOffset? occurredAt = null, T? state = null)
        where T : StreamState<T>, new()
    {
        var act = new Act(stream, By(by, Now, $"when-{Network.Number}") with { OccurredAt = occurredAt ?? Now }, Network, () => new byte[32]);
        return new Attempt<T>(this, command, act, state ?? Network.Find<T>(stream));
    }
}

/// <summary>What came of one command.</summary>
public sealed record Attempt<T>(World World, Command<T> Command, Act Act, T Before)
    where T : StreamState<T>, new()
{
    public Decision Decision { get; } = Command.DecideOn(Before, Act);

    public Envelope Envelope => Act.Envelope;

    /// <summary>Exactly these events follow; on the state they lead to, the same command gives none. Gives the world after them.</summary>
    public World Then(params LedgerEvent[] expected)
    {
        if (Decision is Decision.Refused refused)
        {
            Assert.Fail($"refused: {refused.Rule} {refused.Reason.English}");
        }

        var events = ((Decision.Accepted)Decision).Events;
        Assert.Equal(expected.Select(Stored), events.Select(Stored));
        var after = events.Aggregate(Before, static (state, fact) => state.Evolve(fact));
        Assert.Empty(Assert.IsType<Decision.Accepted>(Command.DecideOn(after, Act)).Events);
        return Areas.For<T>().InNetwork ? World.Given(Act.Stream, events) : World;
    }

    public World ThenRefused(string rule)
    {
        var refused = Assert.IsType<Decision.Refused>(Decision);
        Assert.Equal(rule, refused.Rule);
        Assert.EndsWith(".", refused.Reason.English, StringComparison.Ordinal);
        Assert.EndsWith("。", refused.Reason.Chinese, StringComparison.Ordinal);
        return World;
    }

    // As text, since a record compares the lists in it by reference.
    private static string Stored(LedgerEvent fact) =>
        EventCatalogue.For(fact).StoredName + JsonSerializer.Serialize(fact, fact.GetType(), JournalJson.Options);
}
