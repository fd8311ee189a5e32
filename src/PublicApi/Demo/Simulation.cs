using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;
using Ledger.Transparency;
using Projections.Replay;

namespace PublicApi.Demo;

/// <summary>Who does something, and where. Times are UTC to the millisecond.</summary>
/// <param name="OccurredAt">The time of the act where left out: nothing is recorded late by itself.</param>
internal sealed record Doing(string Stream, string Node, string Role, string Channel = Channels.Online, DateTimeOffset? OccurredAt = null);

/// <summary>
/// Plays acts in the order of their times through the deciders of the product, and keeps in memory what a ledger would know.
/// The same seed gives the same events to the byte: ids and salts are drawn from it, and a simulated clock gives the times.
/// </summary>
internal sealed class Simulation(ulong seed)
{
    private const ulong IdSequence = 1;
    private const ulong SaltSequence = 2;

    private readonly Pcg32 ids = new(seed, IdSequence);
    private readonly Pcg32 salts = new(seed, SaltSequence);
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Ordinal)> waiting = new();
    private readonly Dictionary<string, object> states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private List<PendingEvent> decided = [];
    private long ordinal;
    private long commands;

    public Network Network { get; private set; } = Network.Empty;

    public DateTimeOffset Now { get; private set; }

    /// <summary>Events so far: the size of the log when the next act is decided.</summary>
    public long Size { get; private set; }

    /// <summary>Id of the latest event; its position is one less than <see cref="Size"/>.</summary>
    public Guid LastEvent { get; private set; }

    /// <summary>What happened so far, counted.</summary>
    public Tally Tally { get; } = new();

    /// <summary>What the public entries so far give: views and facts.</summary>
    public MemoryReplay Replay { get; } = new();

    /// <summary>What was seeded so far.</summary>
    public SeededViolations Seeded { get; } = new();

    public Guid NewId() => ids.Uuid(Now);

    /// <summary>Plans something; of one instant the earlier planned comes first. What lies in the past happens now.</summary>
    public void At(DateTimeOffset at, Action act) => waiting.Enqueue(act, (at < Now ? Now : at, ordinal++));

    /// <summary>Plans a command.</summary>
    public void At<TState>(DateTimeOffset at, Doing doing, Command<TState> command)
        where TState : StreamState<TState>, new() => At(at, () => Do(doing, command));

    /// <summary>Where the play ends: what is planned from here on does not happen, and some cases stay open.</summary>
    public DateTimeOffset End { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Plays to the end and gives the events in their order.</summary>
    public IEnumerable<PendingEvent> Run()
    {
        while (waiting.TryDequeue(out var act, out var when) && when.At < End)
        {
            Now = when.At;
            act();
            var page = decided;
            decided = [];
            foreach (var pending in page)
            {
                yield return pending;
            }
        }
    }

    /// <summary>Carries a command out now.</summary>
    /// <exception cref="InvalidOperationException">A decider refused it: the plan is wrong.</exception>
    public void Do<TState>(Doing doing, Command<TState> command)
        where TState : StreamState<TState>, new()
    {
        var state = State<TState>(doing.Stream);
        Take(doing.Stream, state, command.DecideOn(state, NewAct(doing)), command.GetType().Name);
    }

    /// <summary>Takes over what another system says about a request.</summary>
    public void Import(string stream, RecordSourceAccount account)
    {
        var doing = new Doing(stream, account.Node, "source_system", Channels.Import);
        var state = State<CaseState>(stream);
        Take(stream, state, RecordSourceAccount.Decide(state, account, NewAct(doing).Envelope, NewId()), nameof(RecordSourceAccount));
    }

    public TState State<TState>(string stream)
        where TState : StreamState<TState>, new() =>
        Kind<TState>.InNetwork ? Network.Find<TState>(stream)
        : states.TryGetValue(stream, out var known) ? (TState)known
        : StreamState<TState>.Initial;

    private Act NewAct(Doing doing) => new(
        doing.Stream,
        new Envelope(doing.OccurredAt ?? Now, Now, doing.Node, doing.Role, doing.Channel, $"demo-{++commands}", CausationId: null),
        Network,
        () => salts.Bytes(32));

    private void Take<TState>(string stream, TState state, Decision decision, string command)
        where TState : StreamState<TState>, new()
    {
        if (decision is not Decision.Accepted accepted)
        {
            var refused = (Decision.Refused)decision;
            throw new InvalidOperationException($"{command} on {stream} at {Now:O} is refused: {refused.Rule}, {refused.Reason.English}");
        }

        foreach (var fact in accepted.Events)
        {
            if (Kind<TState>.InNetwork)
            {
                Network = Network.Evolve(stream, fact);
            }
            else
            {
                state = state.Evolve(fact);
            }

            var version = versions.GetValueOrDefault(stream) + 1;
            versions[stream] = version;
            LastEvent = NewId();
            decided.Add(new PendingEvent(stream, version, LastEvent, fact));
            Replay.Add(PublicEntries.Of(new LeafIndex(Size), LastEvent, stream, new StreamVersion(version), fact));
            Tally.Count(fact, (state as CaseState)?.OwnerNode);
            Size++;
        }

        if (!Kind<TState>.InNetwork)
        {
            states[stream] = state;
        }
    }

    private static class Kind<TState>
    {
        public static readonly bool InNetwork = Areas.For<TState>().InNetwork;
    }
}
