using System.Security.Cryptography;
using Ledger.Deciding;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Vault;

/// <summary>
/// Keeps what opens the commitments of events: salts and values, encrypted under a key of their subject. Nothing else holds
/// them, so that destroying the key is the end of them.
/// </summary>
/// <param name="master">Wraps the subjects' keys.</param>
public sealed class VaultTable(MasterKey master)
{
    /// <summary>Encrypts a secret of the service under the master key: 28 bytes more than it has.</summary>
    /// <param name="name">What it is of; it opens under this name alone.</param>
    /// <param name="secret">In clear.</param>
    public byte[] Wrap(string name, byte[] secret) => master.Wrap(name, secret);

    /// <summary>What <see cref="Wrap"/> encrypted.</summary>
    /// <exception cref="AuthenticationTagMismatchException">The master key is another one, or the bytes were changed.</exception>
    public byte[] Unwrap(string name, byte[] wrapped) => master.Open(name, wrapped);

    /// <summary>Stores what the events' commitments hide, in the transaction that stores the events. Does nothing for events
    /// without confidential values.</summary>
    /// <param name="transaction">As <see cref="Journal.Roles.Writer"/>, inside the transaction of the events.</param>
    /// <param name="facts">The events, with the ids they get.</param>
    public async Task Keep(NpgsqlConnection transaction, IEnumerable<(Guid Id, LedgerEvent Fact)> facts)
    {
        var items = Found(facts);
        if (items.Count > 0)
        {
            await Insert(transaction, items, await HoldKeys(transaction, [.. items.Select(item => item.Opening.Subject).Distinct().Order(StringComparer.Ordinal)]));
        }
    }

    internal static IReadOnlyList<ToKeep> Found(IEnumerable<(Guid Id, LedgerEvent Fact)> facts) =>
        [.. facts.SelectMany(stored => ToKeep.Of(stored.Id, stored.Fact))];

    /// <summary>The confidential values of a subject that are still there, by event and field.</summary>
    /// <exception cref="AuthenticationTagMismatchException">The master key is another one, or rows were changed.</exception>
    public async Task<IReadOnlyList<OpenedValue>> Open(NpgsqlDataSource writer, string subject, CancellationToken ct)
    {
        await using var command = writer.CreateCommand(
            """
            SELECT k.wrapped, i.event_id, i.field, i.nonce, i.ciphertext, i.tag
            FROM vault.subject_key k JOIN vault.item i USING (subject) WHERE k.subject = $1 ORDER BY i.event_id, i.field
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subject });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var values = new List<OpenedValue>();
        while (await rows.ReadAsync(ct))
        {
            var dataKey = master.Unwrap(subject, rows.GetFieldValue<byte[]>(0));
            values.Add(ToKeep.Decrypt(
                rows.GetGuid(1),
                rows.GetString(2),
                subject,
                new SealedBytes(rows.GetFieldValue<byte[]>(3), rows.GetFieldValue<byte[]>(4), rows.GetFieldValue<byte[]>(5)),
                dataKey));
            CryptographicOperations.ZeroMemory(dataKey);
        }

        return values;
    }

    // In the order of the subjects, so that two commits that need the same keys do not wait for each other.
    private async Task<Dictionary<string, byte[]>> HoldKeys(NpgsqlConnection transaction, string[] subjects)
    {
        await using var command = new NpgsqlCommand(
            "SELECT s, vault.hold_key(s, fresh) FROM unnest($1, $2) WITH ORDINALITY AS u (s, fresh, place) ORDER BY place", transaction)
        {
            Parameters =
            {
                new() { Value = subjects },
                new() { Value = subjects.Select(master.NewWrappedKey).ToArray() },
            },
        };
        await using var rows = await command.ExecuteReaderAsync();
        var keys = new Dictionary<string, byte[]>();
        while (await rows.ReadAsync())
        {
            keys.Add(rows.GetString(0), master.Unwrap(rows.GetString(0), rows.GetFieldValue<byte[]>(1)));
        }

        return keys;
    }

    private static async Task Insert(NpgsqlConnection transaction, IReadOnlyList<ToKeep> items, Dictionary<string, byte[]> keys)
    {
        var encrypted = items.Select(item => item.Encrypt(keys[item.Opening.Subject])).ToList();
        foreach (var key in keys.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        await using var command = new NpgsqlCommand(
            """
            INSERT INTO vault.item (event_id, field, subject, nonce, ciphertext, tag)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6)
            """,
            transaction)
        {
            Parameters =
            {
                new() { Value = items.Select(item => item.EventId).ToArray() },
                new() { Value = items.Select(item => item.Field).ToArray() },
                new() { Value = items.Select(item => item.Opening.Subject).ToArray() },
                new() { Value = encrypted.Select(bytes => bytes.Nonce).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
                new() { Value = encrypted.Select(bytes => bytes.Ciphertext).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
                new() { Value = encrypted.Select(bytes => bytes.Tag).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
            },
        };
        await command.ExecuteNonQueryAsync();
    }
}
