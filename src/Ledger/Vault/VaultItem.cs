using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Ledger.Deciding;
using Ledger.Journal;

namespace Ledger.Vault;

/// <summary>A confidential value with what proves it: the field's commitment in the public entry is
/// <see cref="Sealed.Commit"/> of field, value and salt.</summary>
/// <param name="Field">Name of the event's field, in snake_case.</param>
public sealed record OpenedValue(Guid EventId, string Field, string Value, byte[] Salt)
{
    // Neither a log line nor an error may hold the value.
    public override string ToString() => $"{EventId} {Field}";
}

/// <summary>What the vault is to keep of one field of one event.</summary>
internal sealed record ToKeep(Guid EventId, string Field, Opening Opening)
{
    private const string Domain = "psl/vault/item/v1";
    private const int SaltBytes = 32;

    private static readonly FrozenDictionary<Type, EventField[]> SealedFields =
        EventCatalogue.All.ToFrozenDictionary(type => type.Record, type => EventFields.Of(type.Record).Where(field => field.IsSealed).ToArray());

    public static int CountSealed(LedgerEvent fact) => SealedFields[fact.GetType()].Length;

    /// <exception cref="InvalidOperationException">A value was sealed under another name than its field has: nobody could open it.</exception>
    public static IEnumerable<ToKeep> Of(Guid eventId, LedgerEvent fact)
    {
        foreach (var field in SealedFields[fact.GetType()])
        {
            if (field.Property.GetValue(fact) is Sealed { Opening: { } opening } value)
            {
                yield return Convert.ToBase64String(Sealed.Commit(field.Name, opening.Value, opening.Salt)) == value.Commitment
                    ? new ToKeep(eventId, field.Name, opening)
                    : throw new InvalidOperationException($"{fact.GetType().Name}.{field.Property.Name} is not sealed under the name {field.Name}.");
            }
        }
    }

    public SealedBytes Encrypt(byte[] dataKey)
    {
        byte[] plain = [.. Opening.Salt, .. Encoding.UTF8.GetBytes(Opening.Value)];
        var result = SealedBytes.Encrypt(dataKey, plain, AssociatedData(EventId, Field, Opening.Subject));
        CryptographicOperations.ZeroMemory(plain);
        return result;
    }

    /// <exception cref="AuthenticationTagMismatchException">The row is not of this event, field and subject, or was changed.</exception>
    public static OpenedValue Decrypt(Guid eventId, string field, string subject, SealedBytes bytes, byte[] dataKey)
    {
        var plain = bytes.Decrypt(dataKey, AssociatedData(eventId, field, subject));
        return new OpenedValue(eventId, field, Encoding.UTF8.GetString(plain, SaltBytes, plain.Length - SaltBytes), plain[..SaltBytes]);
    }

    // Neither a field's name nor a stream id has U+0000, so that no two places have the same bytes.
    private static byte[] AssociatedData(Guid eventId, string field, string subject) =>
        Encoding.UTF8.GetBytes($"{Domain}\0{eventId:D}\0{field}\0{subject}");
}
