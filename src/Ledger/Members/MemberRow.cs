using Npgsql;

namespace Ledger.Members;

/// <summary>A row of <c>journal.member</c>.</summary>
internal static class MemberRow
{
    public const string Columns = "id, node, role, unit, generation, secret_hash, jwks, created_at, rotated_at, revoked_at";

    public static StoredMember Read(NpgsqlDataReader row) => new(
        new Member(row.GetString(0), row.GetString(1), row.GetString(2)),
        row.GetString(3),
        row.GetInt32(4),
        row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5),
        row.IsDBNull(6) ? null : row.GetString(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
        row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9));
}
