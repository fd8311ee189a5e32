using Ledger.Cases;
using Ledger.Journal;
using Npgsql;

namespace Ledger.Alliance;

/// <summary>A place between referrals in the order in which they are due, as the journal has it.</summary>
public sealed record ReferralPlace(string RespondBy, string ReferralId);

/// <summary>A referral that waits for an answer.</summary>
/// <param name="Version">Of the event that offered it.</param>
public sealed record OfferedReferral(string CaseId, long Version, ReferralOffered Offered)
{
    /// <summary>Those that a node has to answer, the one that is due first at the head. What the public log does not have yet is
    /// left out, so that the answer fits the rest of the same snapshot.</summary>
    /// <param name="connection">Within the caller's transaction, as <see cref="Roles.Alliance"/>.</param>
    /// <param name="node">The platform or provider that is asked.</param>
    /// <param name="after">Only what follows on this place; null from the first.</param>
    /// <param name="before">Only what comes before this place; null to the last.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="fromEnd">The last of them, and these in falling order.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<List<OfferedReferral>> OpenTo(
        NpgsqlConnection connection, string node, ReferralPlace? after, ReferralPlace? before, int limit, bool fromEnd, CancellationToken ct)
    {
        var direction = fromEnd ? "DESC" : "ASC";
        await using var command = new NpgsqlCommand(
            $"""
            SELECT e.stream_id, e.version, e.type, e.data FROM journal.mt_events e JOIN views.case_view v ON v.case_id = e.stream_id
            WHERE e.type = 'referral.offered.v1' AND e.version <= v.version
                AND (e.data->>'to_provider' = $1 OR (e.data->>'to_node' = $1 AND e.data->>'to_provider' IS NULL))
                AND (e.data->>'respond_by', e.data->>'referral_id') > ($2, $3)
                AND ($5 = '' OR (e.data->>'respond_by', e.data->>'referral_id') < ($5, $6))
                AND NOT EXISTS (
                    SELECT FROM journal.mt_events a
                    WHERE a.stream_id = e.stream_id AND a.version > e.version AND a.version <= v.version
                        AND a.type IN ('referral.accepted.v1', 'referral.rejected.v1', 'referral.expired.v1', 'referral.recalled.v1')
                        AND a.data->>'referral_id' = e.data->>'referral_id')
            ORDER BY e.data->>'respond_by' {direction}, e.data->>'referral_id' {direction} LIMIT $4
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = node }, new() { Value = after?.RespondBy ?? "" }, new() { Value = after?.ReferralId ?? "" }, new() { Value = limit },
                new() { Value = before?.RespondBy ?? "" }, new() { Value = before?.ReferralId ?? "" },
            },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<OfferedReferral>();
        while (await rows.ReadAsync(ct))
        {
            found.Add(new(
                rows.GetString(0), rows.GetInt64(1), (ReferralOffered)StoredEvents.Decode(rows.GetString(2), rows.GetFieldValue<byte[]>(3))));
        }

        return found;
    }
}
