using System.Collections.Immutable;
using JasperFx;
using Ledger.Cases;
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
    public sealed record Refused(string Rule, string Reason) : Outcome;

    /// <summary>The stream is not at the version the caller expected; nothing was stored.</summary>
    public sealed record Stale(StreamVersion Actual) : Outcome;

    /// <summary>The deadline passed while the commit went on. It may yet succeed: repeat with the same command id.</summary>
    public sealed record Unknown : Outcome;
}

/// <summary>The one way by which a command becomes events: fetch the stream for writing, decide, append, save.</summary>
/// <param name="store">Marten, as the writer.</param>
/// <param name="clock">Measures deadlines.</param>
/// <param name="newId">Gives event ids (UUIDv7).</param>
public sealed class CaseJournal(IDocumentStore store, TimeProvider clock, Func<Guid> newId)
{
    // A command sent without an expected version decides again on what a faster one left.
    private const int LargestTries = 3;

    // Raised by mt_quick_append_events.
    private const string MartenVersionMismatch = "MT003";

    /// <summary>
    /// Carries a command out. The commit is not cancelled by anything: when <paramref name="deadline"/> passes first, the
    /// caller hears <see cref="Outcome.Unknown"/> and the commit goes on.
    /// </summary>
    /// <param name="stream">Stream id, such as <c>case-…</c>.</param>
    /// <param name="expected">Version the caller saw last; null to accept any.</param>
    /// <param name="commandId">Idempotency key: a command id that the stream has seen gets the first answer again.</param>
    /// <param name="decide">The decider, with its command and envelope.</param>
    /// <param name="deadline">How long the caller waits.</param>
    public async Task<Outcome> Execute(
        string stream, StreamVersion? expected, string commandId, Func<CaseState, Decision> decide, TimeSpan deadline)
    {
        var commit = Commit(stream, expected, commandId, decide);
        try
        {
            return await commit.WaitAsync(deadline, clock);
        }
        catch (TimeoutException) when (!commit.IsCompleted)
        {
            // Its end is nobody's any more; observed so that a late fault is not raised by the finalizer.
            _ = commit.ContinueWith(static late => _ = late.Exception, TaskScheduler.Default);
            return new Outcome.Unknown();
        }
    }

    private async Task<Outcome> Commit(
        string stream, StreamVersion? expected, string commandId, Func<CaseState, Decision> decide)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CommitOnce(stream, expected, commandId, decide);
            }
            catch (Exception conflict) when (IsConflict(conflict) && attempt < LargestTries)
            {
                // Read again: with an expected version the next try finds the stream moved and says so.
            }
        }
    }

    private async Task<Outcome> CommitOnce(
        string stream, StreamVersion? expected, string commandId, Func<CaseState, Decision> decide)
    {
        await using var session = store.LightweightSession();
        var found = await session.Events.FetchForWriting<CaseStream>(stream, CancellationToken.None);
        var current = found.Aggregate ?? new CaseStream();
        var actual = new StreamVersion(found.CurrentVersion ?? 0);

        if (current.Answers.TryGetValue(commandId, out var firstAnswer))
        {
            return new Outcome.Done(firstAnswer);
        }

        if (expected is { } version && version != actual)
        {
            return new Outcome.Stale(actual);
        }

        switch (decide(current.State))
        {
            case Decision.Refused refused:
                return new Outcome.Refused(refused.Rule, refused.Reason);
            case Decision.Accepted { Events.Count: 0 }:
                return new Outcome.Done(new Appended(actual, []));
            case Decision.Accepted accepted:
                var ids = accepted.Events.Select(_ => newId()).ToImmutableArray();
                for (var i = 0; i < ids.Length; i++)
                {
                    var wrapped = session.Events.BuildEvent(accepted.Events[i]);
                    wrapped.Id = ids[i];
                    found.AppendOne(wrapped);
                }

                await session.SaveChangesAsync(CancellationToken.None);
                return new Outcome.Done(new Appended(new StreamVersion(actual.Value + ids.Length), ids));
            default:
                throw new InvalidOperationException("A decision is accepted or refused.");
        }
    }

    // Two first events of one stream meet at the stream's primary key, two later ones at its version.
    private static bool IsConflict(Exception exception) =>
        exception is ConcurrencyException or JasperFx.Events.ExistingStreamIdCollisionException
        || (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.UniqueViolation or MartenVersionMismatch;
}
