using System.Security.Cryptography;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Privacy.Redactions;
using Ledger.Registry;
using Ledger.Registry.Platforms;
using Ledger.Transparency;
using Marten;
using Npgsql;

namespace Ledger.Vault;

/// <summary>What an erasure did, to be given to the operator once: nothing of it is kept.</summary>
/// <param name="Stream">The stream of its public event; null when there was nothing to erase.</param>
/// <param name="Fields">The values erased: event id and field, a blank between, in order.</param>
/// <param name="Salt">With the lines of <paramref name="Fields"/>, joined by line feeds, opens the event's
/// <c>list_digest</c>: <see cref="Sealed.Commit"/> under the name <c>list_digest</c>.</param>
/// <param name="IsRewritten">Whether the keys' table was written anew, so that no file of the database has the key any more.
/// False when somebody used it for too long; the same erasure again does it.</param>
public sealed record Erased(string? Stream, IReadOnlyList<string> Fields, byte[] Salt, bool IsRewritten);

/// <summary>Destroys the confidential values of a subject: key, rows, and the public event that says so, in one transaction.</summary>
/// <param name="store">Marten, as the writer.</param>
/// <param name="network">The registry that decisions look at.</param>
/// <param name="connectionString">A login that is a member of <see cref="Roles.Owner"/>, who alone can rewrite a table.</param>
/// <param name="clock">Gives the time of the event.</param>
public sealed class Eraser(IDocumentStore store, NetworkCache network, string connectionString, TimeProvider clock)
{
    private const int LargestTries = 10;
    private const string ListName = "list_digest";

    // A rewrite waits for everybody who uses the table, and everybody behind it waits too.
    private const string LongestWait = "5s";

    /// <summary>Erases. A second time there is nothing left, and no event.</summary>
    /// <param name="subject">Stream id of a case or an enterprise.</param>
    /// <param name="ground">One of <see cref="RedactionGrounds"/>.</param>
    /// <param name="node">The provincial platform.</param>
    /// <param name="actorRole">Role of who decided it.</param>
    /// <param name="channel">How it reached the ledger.</param>
    /// <returns>What was erased, or the refusal; then nothing was.</returns>
    public async Task<(Erased? Done, Outcome.Refused? Refused)> Erase(string subject, string ground, string node, string actorRole, string channel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var seen = await network.Refresh(CancellationToken.None);
                return await EraseOnce(subject, ground, seen, (node, actorRole, channel));
            }
            catch (Exception conflict) when (CommandJournal.IsConflict(conflict) && attempt < LargestTries)
            {
                // Nothing was erased; the registry moved, or two erasures met.
            }
        }
    }

    /// <summary>Code of the provincial platform; null when none is registered.</summary>
    public async Task<string?> Province(CancellationToken ct) => (await network.Refresh(ct)).All<PlatformState>()
        .Where(platform => platform.Value.Kind == PlatformKinds.Provincial)
        .Select(platform => platform.Key[PlatformState.Prefix.Length..])
        .FirstOrDefault();

    private async Task<(Erased?, Outcome.Refused?)> EraseOnce(
        string subject, string ground, Network seen, (string Node, string ActorRole, string Channel) actor)
    {
        var stream = RedactionState.Prefix + Guid.NewGuid();
        var salt = RandomNumberGenerator.GetBytes(32);
        await using var session = store.LightweightSession();
        var found = await session.Events.FetchForWriting<RecordedStream>(stream, CancellationToken.None);
        await session.BeginTransactionAsync(CancellationToken.None);
        await using (var require = new NpgsqlCommand("SELECT journal.require_registry($1, false)", session.Connection) { Parameters = { new() { Value = seen.Number } } })
        {
            await require.ExecuteNonQueryAsync();
        }

        var fields = await Destroy(session.Connection!, subject);
        var now = Instants.ToMillisecond(clock.GetUtcNow());

        // A command id of its own and no hash: a caller's id or a hash of what it said could lead to the subject.
        var envelope = new Envelope(now, now, actor.Node, actor.ActorRole, actor.Channel, stream, CausationId: null);
        var digest = Convert.ToBase64String(Sealed.Commit(ListName, string.Join('\n', fields), salt));
        var decision = new ExecuteRedaction(ground, Math.Max(fields.Count, 1), digest)
            .DecideOn(StreamState<RedactionState>.Initial, new Act(stream, envelope, seen, () => throw new InvalidOperationException("An erasure seals nothing.")));
        if (decision is Decision.Refused refused)
        {
            // The session ends without a commit.
            return (null, new Outcome.Refused(refused.Rule, refused.Reason));
        }

        if (fields.Count > 0)
        {
            found.AppendMany(((Decision.Accepted)decision).Events);
            await session.SaveChangesAsync(CancellationToken.None);
        }

        await session.DisposeAsync();
        return (new Erased(fields.Count > 0 ? stream : null, fields, salt, await Rewrite()), null);
    }

    private static async Task<List<string>> Destroy(NpgsqlConnection connection, string subject)
    {
        await using var command = new NpgsqlCommand("SELECT erased_event_id, erased_field FROM vault.erase($1)", connection)
        {
            Parameters = { new() { Value = subject } },
        };
        await using var rows = await command.ExecuteReaderAsync();
        var fields = new List<string>();
        while (await rows.ReadAsync())
        {
            fields.Add($"{rows.GetGuid(0)} {rows.GetString(1)}");
        }

        fields.Sort(StringComparer.Ordinal);
        return fields;
    }

    // PostgreSQL leaves deleted rows in their file until their place is needed. Only the keys have to go: without them the
    // rest is noise.
    private async Task<bool> Rewrite()
    {
        await using var owner = Roles.Connect(connectionString, Roles.Owner);
        await using var connection = await owner.OpenConnectionAsync();
        try
        {
            await Run(connection, $"SET lock_timeout = '{LongestWait}'");
            await Run(connection, "VACUUM (FULL) vault.subject_key");
            await Run(connection, "VACUUM vault.item");
            return true;
        }
        catch (PostgresException late) when (late.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
