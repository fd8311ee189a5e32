using Npgsql;
using Projections.Compliance.Months;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>Reads views.publication_view within the caller's transaction, in order of month.</summary>
public static class PublicationQuery
{
    /// <param name="fromMonth">yyyy-MM; the first month; null for no limit.</param>
    /// <param name="toMonth">yyyy-MM; the last month; null for no limit.</param>
    public static Task<List<PublicationRow>> Page(
        NpgsqlConnection connection, string? fromMonth, string? toMonth, string? after, int limit, CancellationToken ct) =>
        StreamViewQuery.Page<PublicationRow>(connection, new Conditions().From(fromMonth).To(toMonth), after, limit, ct);

    public static Task<long> Count(NpgsqlConnection connection, string? fromMonth, string? toMonth, CancellationToken ct) =>
        StreamViewQuery.Count<PublicationRow>(connection, new Conditions().From(fromMonth).To(toMonth), ct);

    /// <summary>The publication of a month, yyyy-MM; null where it is not published.</summary>
    public static async Task<PublicationRow?> Find(NpgsqlConnection connection, string month, CancellationToken ct) =>
        (await StreamViewQuery.Page<PublicationRow>(connection, new Conditions().Add("code = {0}", month), after: null, limit: 1, ct)).SingleOrDefault();
}
