using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Privacy.Consents;
using Npgsql;

namespace Ledger.Vault;

/// <summary>The stream of one whose confidential values the vault keeps, and whose they are to answer for.</summary>
/// <param name="Facts">Its events with their ids, in order.</param>
public sealed record Subject(string Stream, IReadOnlyList<(Guid Id, LedgerEvent Fact)> Facts)
{
    /// <summary>The one node answerable for it: of a case its owner, of a consent the node that took it. Empty where no node
    /// is, and then only the province is.</summary>
    public string OwnerNode => Facts[0].Fact switch
    {
        CaseEvent => State<CaseState>().OwnerNode,
        ConsentEvent => State<ConsentState>().OwnerNode,
        _ => "",
    };

    /// <summary>How many confidential fields its events have, with a value or without, and how many of the values given stand
    /// in other events.</summary>
    public int CountFields(IReadOnlyList<OpenedValue> values) =>
        Facts.Sum(stored => ToKeep.CountSealed(stored.Fact))
        + values.Count(value => !Facts.Any(stored => stored.Id == value.EventId));

    /// <summary>Null when the stream has no events.</summary>
    /// <exception cref="UndecodableEventException">An event cannot be read.</exception>
    public static async Task<Subject?> Find(NpgsqlDataSource writer, string stream, CancellationToken ct)
    {
        await using var command = writer.CreateCommand(
            "SELECT id, type, data FROM journal.mt_events WHERE stream_id = $1 ORDER BY version");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = stream });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var facts = new List<(Guid, LedgerEvent)>();
        while (await rows.ReadAsync(ct))
        {
            facts.Add((rows.GetGuid(0), StoredEvents.Decode(rows.GetString(1), rows.GetFieldValue<byte[]>(2))));
        }

        return facts.Count == 0 ? null : new Subject(stream, facts);
    }

    private TState State<TState>()
        where TState : StreamState<TState>, new() =>
        Facts.Aggregate(StreamState<TState>.Initial, static (before, stored) => before.Evolve(stored.Fact));
}
