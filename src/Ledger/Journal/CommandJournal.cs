using System.Collections.Immutable;
using JasperFx;
using Ledger.Deciding;
using Ledger.Registry;
using Ledger.Vault;
using Marten;
using Npgsql;

namespace Ledger.Journal;

/// <summary>What a caller hears about a command.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The events are committed, now or by an earlier copy of the same command.</summary>
    public sealed record Done(Appended Appended) : Outcome;

    /// <summary>A rule forbids the command; nothing was stored.</summary>
    public sealed record Refused(string Rule, Sentence Reason) : Outcome;

    /// <summary>The stream is not at the version the caller expected; nothing was stored.</summary>
    public sealed record Stale(StreamVersion Actual) : Outcome;

    /// <summary>The deadline passed while the commit went on. It may yet succeed: repeat with the same command id.</summary>
    public sealed record Unknown : Outcome;
}

/// <summary>The one way by which a command becomes events: fetch the stream for writing, decide, append, save.</summary>
/// <param name="store">Marten, as the writer.</param>
/// <param name="network">The registry that decisions look at.</param>
/// <param name="clock">Measures deadlines.</param>
/// <param name="newId">Gives event ids (UUIDv7).</param>
/// <param name="vault">Keeps confidential values; without one no command that brings any is taken.</param>
public sealed class CommandJournal(
    IDocumentStore store, NetworkCache network, TimeProvider clock, Func<Guid> newId, VaultTable? vault = null)
{
    // A command sent without an expected version decides again on what a faster one left; so does every command when the
    // registry moved under it.
    private const int LargestTries = 10;

    // Commands of one stream take turns within a process: each would make the others decide again, and of a hundred copies of one
    // command some would lose every race.
    private readonly StreamTurns turns = new();

    // Raised by mt_quick_append_events.
    private const string MartenVersionMismatch = "MT003";

    // Raised by journal.require_registry.
    private const string RegistryMoved = "LG001";

    /// <summary>
    /// Carries a command out. The commit is not cancelled by anything: when <paramref name="deadline"/> passes first, the
    /// caller hears <see cref="Outcome.Unknown"/> and the commit goes on.
    /// </summary>
    /// <param name="stream">Stream id, such as <c>case-…</c>; its area is that of <typeparamref name="TState"/>.</param>
    /// <param name="expected">Version the caller saw last; null to accept any.</param>
    /// <param name="commandId">Idempotency key: a command id that the stream has seen gets the first answer again.</param>
    /// <param name="commandHash">What the command says; a repeated id that says something else is refused. Null to not compare.</param>
    /// <param name="decide">The decider, with its command and envelope.</param>
    /// <param name="deadline">How long the caller waits.</param>
    public async Task<Outcome> Execute<TState>(
        string stream,
        StreamVersion? expected,
        string commandId,
        string? commandHash,
        Func<TState, Network, Decision> decide,
        TimeSpan deadline)
        where TState : StreamState<TState>, new()
    {
        var commit = Commit(stream, expected, commandId, commandHash, decide);
        try
        {
            return await commit.WaitAsync(deadline, clock);
        }
        catch (TimeoutException)
        {
            // It may have ended just after the deadline, or the timeout may be its own: then its end is the answer.
            if (commit.IsCompleted)
            {
                return await commit;
            }

            // Its end is nobody's any more; observed so that a late fault is not raised by the finalizer.
            _ = commit.ContinueWith(static late => _ = late.Exception, TaskScheduler.Default);
            return new Outcome.Unknown();
        }
    }

    private async Task<Outcome> Commit<TState>(
        string stream, StreamVersion? expected, string commandId, string? commandHash, Func<TState, Network, Decision> decide)
        where TState : StreamState<TState>, new()
    {
        using var turn = await turns.Take(stream);
        return await CommitInTurn(stream, expected, commandId, commandHash, decide);
    }

    private async Task<Outcome> CommitInTurn<TState>(
        string stream, StreamVersion? expected, string commandId, string? commandHash, Func<TState, Network, Decision> decide)
        where TState : StreamState<TState>, new()
    {
        var seen = network.Current;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var outcome = await CommitOnce<TState>(stream, expected, commandId, commandHash, state => decide(state, seen), seen.Number);
                if (outcome is not Outcome.Refused)
                {
                    return outcome;
                }

                // A refusal stores nothing, so no commit has checked what it was decided on.
                var latest = await network.Refresh(CancellationToken.None);
                if (latest.Number == seen.Number)
                {
                    return outcome;
                }

                seen = latest;
            }
            catch (Exception conflict) when (IsConflict(conflict) && attempt < LargestTries)
            {
                // Read again: with an expected version the next try finds the stream moved and says so.
                seen = await network.Refresh(CancellationToken.None);
            }
        }
    }

    private async Task<Outcome> CommitOnce<TState>(
        string stream, StreamVersion? expected, string commandId, string? commandHash, Func<TState, Decision> decide, long registryNumber)
        where TState : StreamState<TState>, new()
    {
        await using var session = store.LightweightSession();
        var found = await session.Events.FetchForWriting<RecordedStream>(stream, CancellationToken.None);
        var current = found.Aggregate ?? new RecordedStream();
        var actual = new StreamVersion(found.CurrentVersion ?? 0);

        if (current.Answers.TryGetValue(commandId, out var firstAnswer))
        {
            return commandHash is not null && firstAnswer.CommandHash is { } first && first != commandHash
                ? new Outcome.Refused(JournalRules.KeyReused, JournalRules.KeyReusedReason)
                : new Outcome.Done(firstAnswer);
        }

        if (expected is { } version && version != actual)
        {
            return new Outcome.Stale(actual);
        }

        var state = current.Facts.Aggregate(StreamState<TState>.Initial, static (before, fact) => before.Evolve(fact));
        switch (decide(state))
        {
            case Decision.Refused refused:
                return new Outcome.Refused(refused.Rule, refused.Reason);
            case Decision.Accepted { Events.Count: 0 }:
                return new Outcome.Done(new Appended(actual, []));
            case Decision.Accepted accepted:
                var ids = accepted.Events.Select(_ => newId()).ToImmutableArray();
                var hasConfidential = VaultTable.Found(ids.Zip(accepted.Events)).Count > 0;
                if (hasConfidential && vault is null)
                {
                    return JournalRules.VaultIsClosed;
                }

                await RequireRegistry(session, registryNumber, Areas.Of(stream).InNetwork, now: hasConfidential);
                if (hasConfidential)
                {
                    await vault!.Keep(session.Connection!, ids.Zip(accepted.Events));
                }

                for (var i = 0; i < ids.Length; i++)
                {
                    var wrapped = session.Events.BuildEvent(accepted.Events[i]);
                    wrapped.Id = ids[i];
                    found.AppendOne(wrapped);
                }

                await session.SaveChangesAsync(CancellationToken.None);
                return new Outcome.Done(new Appended(new StreamVersion(actual.Value + ids.Length), ids, commandHash));
            default:
                throw new InvalidOperationException("A decision is accepted or refused.");
        }
    }

    // Marten runs queued statements after the appends. For a case that is early enough, and saves a round trip; a registry
    // event is numbered by the append itself, so there the question has to come first, and so it does before a subject's key
    // is locked: everyone locks in one order.
    private static async Task RequireRegistry(IDocumentSession session, long number, bool willChange, bool now)
    {
        if (!willChange && !now)
        {
            session.QueueSqlCommand("SELECT journal.require_registry(?, false)", number);
            return;
        }

        await session.BeginTransactionAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand("SELECT journal.require_registry($1, $2)")
        {
            Parameters = { new() { Value = number }, new() { Value = willChange } },
        };
        await session.ExecuteAsync(command, CancellationToken.None);
    }

    // Two first events of one stream meet at the stream's primary key, two later ones at its version.
    internal static bool IsConflict(Exception exception) =>
        exception is ConcurrencyException or JasperFx.Events.ExistingStreamIdCollisionException
            or Marten.Exceptions.ExistingStreamIdCollisionException
        || (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or MartenVersionMismatch or RegistryMoved;
}

/// <summary>Public codes of what the journal itself refuses.</summary>
public static class JournalRules
{
    /// <summary>The same idempotency key came with another command.</summary>
    public const string KeyReused = "KEY-REUSED";

    /// <summary>The command brings confidential values and the service has no key to keep them under.</summary>
    public const string NoVault = "NO-VAULT";

    public static readonly Outcome.Refused VaultIsClosed = new(NoVault, new Sentence(
        "Confidential values cannot be taken or shown now: the service has no vault key.", "目前无法接收或提供保密信息：服务未配置保密库密钥。"));

    internal static readonly Sentence KeyReusedReason = new(
        "This Idempotency-Key was used for another command; a new command needs a new key.", "该 Idempotency-Key 已用于另一命令；新命令须用新的键。");
}
