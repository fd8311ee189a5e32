using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>Holds the stored entries, in order, against the members' signatures.</summary>
internal sealed class FsckSignatures
{
    private readonly SignatureChecks checks = new();

    /// <param name="row">position, event_id, body, id, stream_id, version, type, data; the last five null in a mirror. The
    /// body was found to be a public entry.</param>
    public FsckFault? Check(NpgsqlDataReader row)
    {
        var entry = PublicEntry.Parse(row.GetFieldValue<byte[]>(2));
        var reason = checks.WhyWrong(entry);
        if (reason is null && entry.Signature is { } signature && !row.IsDBNull(3))
        {
            var stored = StoredEvents.Decode(row.GetString(6), row.GetFieldValue<byte[]>(7)).Envelope.CommandId;
            reason = CommandStatement.Parse(signature.Statement).Key == stored ? null : "was signed under another idempotency key";
        }

        return reason is null ? null : new FsckFault("SIGNATURE", $"position {entry.Position}: the entry {reason}");
    }
}
