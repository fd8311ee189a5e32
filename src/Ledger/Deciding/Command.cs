using Ledger.Registry.NodeKeys;

namespace Ledger.Deciding;

/// <summary>What somebody wants to happen to one stream.</summary>
public abstract record Command<TState>
    where TState : StreamState<TState>, new()
{
    private static readonly TimeSpan LargestClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>The way in: a command that stands in the stream already is accepted again, with no events.</summary>
    public Decision DecideOn(TState state, Act act)
    {
        if (state.HasApplied(act.Envelope.CommandId))
        {
            return Decision.Nothing;
        }

        var decision = Admit(act.Envelope) ?? NodeSigning.Admit(act, GetType().Name) ?? Decide(state, act);
        return decision is Decision.Accepted accepted && NodeSigning.Bind(act, accepted) is var bound
            ? bound is Decision.Accepted ? EntrySize.Check(act, accepted) : bound
            : decision;
    }

    protected abstract Decision Decide(TState state, Act act);

    private static Decision? Admit(Envelope envelope) => Fields.Envelope(envelope) ?? NotFromTheFuture(envelope);

    private static Decision? NotFromTheFuture(Envelope envelope) =>
        envelope.OccurredAt - envelope.RecordedAt <= LargestClockSkew
            ? null
            : Decision.Refuse(
                CommonRules.ClockSkew,
                "It lies more than five minutes in the future; the time of occurrence has to be now or earlier.",
                "发生时间晚于当前时间五分钟以上；发生时间须为现在或更早。");
}

/// <summary>Public codes of rules that hold for every command. A code never changes its meaning.</summary>
public static class CommonRules
{
    /// <summary>INV-12: nothing is recorded before it happened, save for five minutes of clock skew.</summary>
    public const string ClockSkew = "INV-12";

    /// <summary>The stream of a thing that is to be made exists already.</summary>
    public const string Exists = "EXISTS";

    /// <summary>There is no such thing, or the asker may not know of it.</summary>
    public const string NotFound = "NOT-FOUND";

    /// <summary>INV-13: only an open platform or an active provider acts; a suspended or revoked one is refused from the
    /// effective instant.</summary>
    public const string NotActive = "INV-13";

    /// <summary>Only the owner of a record, or the province, changes it (domain.md C6).</summary>
    public const string Owner = "ACTOR-OWNER";

    /// <summary>What is said does not fit a public entry.</summary>
    public const string EntrySize = "ENTRY-SIZE";

    /// <summary>The thing is not at a stage in which this is possible.</summary>
    public const string Stage = "INV-03";
}
