using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Transparency;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Journal;

/// <summary>
/// Records pages of source accounts: one read of the streams a page touches, the same pure decision a single command
/// would get, and one COPY of what was decided, all or nothing.
/// </summary>
/// <param name="writer">Connections in the role <see cref="Roles.Writer"/>.</param>
/// <param name="caseIds">Turns a source's ids into case ids.</param>
/// <param name="clock">Gives the time of recording.</param>
/// <param name="newId">Gives event and delivery ids (UUIDv7).</param>
public sealed class SourceAccountRecorder(NpgsqlDataSource writer, CaseIds caseIds, TimeProvider clock, Func<Guid> newId)
{
    private const int LargestTries = 5;

    private readonly string commandId = $"import-{newId()}";

    /// <summary>Records a page in one transaction. Several accounts of one request may stand in it.</summary>
    /// <param name="page">Checked accounts, in the order of the source.</param>
    /// <param name="ct">Ends the wait for the database before the commit; a commit under way is never cancelled.</param>
    public async Task<RecordedPage> RecordAsync(IReadOnlyList<RecordSourceAccount> page, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RecordOnce(page, ct);
            }
            catch (PostgresException conflict)
                when (conflict.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected
                    && attempt < LargestTries)
            {
                // Another writer moved one of the streams; nothing of this page is stored, so it is decided afresh.
            }
        }
    }

    private async Task<RecordedPage> RecordOnce(IReadOnlyList<RecordSourceAccount> page, CancellationToken ct)
    {
        await using var connection = await writer.OpenConnectionAsync(ct);
        var streams = await Load(connection, page, ct);
        int opened = 0, changed = 0;
        foreach (var account in page)
        {
            var stream = streams[caseIds.For(account.System, account.SourceId)];
            var isNew = stream.IsEmpty;
            var added = stream.Take(account, NewEnvelope(account), newId());
            opened += isNew ? 1 : 0;
            changed += !isNew && added > 0 ? 1 : 0;
        }

        var touched = streams.Values.Where(stream => stream.Pending.Count > 0).ToList();
        if (touched.Count > 0)
        {
            await Append(connection, touched, ct);
        }

        return new RecordedPage(
            opened, changed, Unchanged: page.Count - opened - changed, Events: touched.Sum(stream => stream.Pending.Count));
    }

    private Envelope NewEnvelope(RecordSourceAccount account)
    {
        var now = Instants.ToMillisecond(clock.GetUtcNow());
        return new Envelope(now, now, account.Node, "source_system", Channels.Import, commandId, CausationId: null);
    }

    private async Task<Dictionary<string, TouchedStream>> Load(
        NpgsqlConnection connection, IReadOnlyList<RecordSourceAccount> page, CancellationToken ct)
    {
        var streams = new Dictionary<string, TouchedStream>(page.Count);
        foreach (var account in page)
        {
            var id = caseIds.For(account.System, account.SourceId);
            streams.TryAdd(id, new TouchedStream(id));
        }

        await using var command = new NpgsqlCommand(
            """
            SELECT stream_id, version, type, data FROM journal.mt_events
            WHERE stream_id = ANY ($1) ORDER BY stream_id, version
            """,
            connection)
        {
            Parameters = { new() { Value = streams.Keys.ToArray() } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            streams[rows.GetString(0)].Restore(
                StoredEvents.Decode(rows.GetString(2), rows.GetFieldValue<byte[]>(3)), rows.GetInt64(1));
        }

        return streams;
    }

    private async Task Append(NpgsqlConnection connection, List<TouchedStream> touched, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var numbers = await ReserveNumbers(connection, touched.Sum(stream => stream.Pending.Count), ct);
        await InsertStreams(connection, touched.Where(stream => stream.StoredVersion == 0), ct);
        await MoveStreams(connection, touched.Where(stream => stream.StoredVersion > 0).ToList(), ct);
        await InsertEvents(connection, touched, numbers, ct);
        await transaction.CommitAsync(CancellationToken.None);
    }

    // Reserved only after the streams were read: so within a stream a later version always has the higher number.
    private static async Task<long[]> ReserveNumbers(NpgsqlConnection connection, int count, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT array_agg(nextval('journal.mt_events_sequence')) FROM generate_series(1, $1)", connection)
        {
            Parameters = { new() { Value = count } },
        };
        return (long[])(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task InsertStreams(NpgsqlConnection connection, IEnumerable<TouchedStream> fresh, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY journal.mt_streams (id, version, tenant_id) FROM STDIN (FORMAT binary)", ct);
        foreach (var stream in fresh)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(stream.Id, NpgsqlDbType.Varchar, ct);
            await copy.WriteAsync((long)stream.Pending.Count, NpgsqlDbType.Bigint, ct);
            await copy.WriteAsync(StoredEvents.Tenant, NpgsqlDbType.Varchar, ct);
        }

        await copy.CompleteAsync(ct);
    }

    private static async Task MoveStreams(NpgsqlConnection connection, List<TouchedStream> known, CancellationToken ct)
    {
        if (known.Count == 0)
        {
            return;
        }

        // The unique index on (stream, version) is what refuses a lost race; this only keeps Marten's own count in step.
        await using var command = new NpgsqlCommand(
            """
            UPDATE journal.mt_streams SET version = moved.version, timestamp = now()
            FROM unnest($1, $2) AS moved (id, version) WHERE mt_streams.id = moved.id
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = known.Select(stream => stream.Id).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Varchar },
                new() { Value = known.Select(stream => stream.StoredVersion + stream.Pending.Count).ToArray() },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task InsertEvents(
        NpgsqlConnection connection, List<TouchedStream> touched, long[] numbers, CancellationToken ct)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            COPY journal.mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, is_archived)
            FROM STDIN (FORMAT binary)
            """,
            ct);
        var next = 0;
        foreach (var stream in touched)
        {
            var version = stream.StoredVersion;
            foreach (var fact in stream.Pending)
            {
                await copy.StartRowAsync(ct);
                await copy.WriteAsync(numbers[next++], NpgsqlDbType.Bigint, ct);
                await copy.WriteAsync(newId(), NpgsqlDbType.Uuid, ct);
                await copy.WriteAsync(stream.Id, NpgsqlDbType.Varchar, ct);
                await copy.WriteAsync(++version, NpgsqlDbType.Bigint, ct);
                await copy.WriteAsync(StoredEvents.Encode(fact), NpgsqlDbType.Jsonb, ct);
                await copy.WriteAsync(EventCatalogue.For(fact).StoredName, NpgsqlDbType.Varchar, ct);
                await copy.WriteAsync(fact.Envelope.RecordedAt, NpgsqlDbType.TimestampTz, ct);
                await copy.WriteAsync(StoredEvents.Tenant, NpgsqlDbType.Varchar, ct);
                await copy.WriteAsync(StoredEvents.DotNetType(fact), NpgsqlDbType.Varchar, ct);
                await copy.WriteAsync(false, NpgsqlDbType.Boolean, ct);
            }
        }

        await copy.CompleteAsync(ct);
    }

    private sealed class TouchedStream(string id)
    {
        private CaseState state = CaseState.Initial;

        public string Id => id;

        public long StoredVersion { get; private set; }

        public List<LedgerEvent> Pending { get; } = [];

        public bool IsEmpty => state.Stage == CaseStage.None;

        public void Restore(LedgerEvent fact, long version)
        {
            state = state.Evolve(fact);
            StoredVersion = version;
        }

        /// <summary>Decides on an account; how many events it added.</summary>
        public int Take(RecordSourceAccount account, Envelope envelope, Guid newDeliveryId)
        {
            switch (RecordSourceAccount.Decide(state, account, envelope, newDeliveryId))
            {
                case Decision.Accepted accepted:
                    Pending.AddRange(accepted.Events);
                    state = accepted.Events.Aggregate(state, static (before, fact) => before.Evolve(fact));
                    return accepted.Events.Count;
                case Decision.Refused refused:
                    // Imported ids lead only to imported cases, so the rules cannot refuse: something is broken.
                    throw new InvalidOperationException($"{refused.Rule}: {refused.Reason.English}");
                default:
                    throw new InvalidOperationException("A decision is accepted or refused.");
            }
        }
    }
}
