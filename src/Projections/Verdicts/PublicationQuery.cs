using Projections.Compliance.Months;
using Projections.Past;
using Projections.Streams;

namespace Projections.Verdicts;

/// <summary>Reads views.publication_view within the caller's transaction, in order of month.</summary>
public static class PublicationQuery
{
    /// <param name="fromMonth">yyyy-MM; the first month; null for no limit.</param>
    /// <param name="toMonth">yyyy-MM; the last month; null for no limit.</param>
    public static Task<List<PublicationRow>> Page(
        ViewSource source, string? fromMonth, string? toMonth, Window<string> window, CancellationToken ct) =>
        StreamViewQuery.Page<PublicationRow>(source, new Conditions().From(fromMonth).To(toMonth), window, ct);

    public static Task<long> Count(ViewSource source, string? fromMonth, string? toMonth, CancellationToken ct) =>
        StreamViewQuery.Count<PublicationRow>(source, new Conditions().From(fromMonth).To(toMonth), ct);

    /// <summary>The publications of some months, yyyy-MM.</summary>
    public static Task<List<PublicationRow>> Find(ViewSource source, string[] months, CancellationToken ct) =>
        StreamViewQuery.Find<PublicationRow>(source, months, ct);
}
