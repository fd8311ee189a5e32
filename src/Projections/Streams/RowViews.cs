using Projections.Compliance.Months;

namespace Projections.Streams;

/// <summary>Every view whose rows are kept as code and JSON.</summary>
public static class RowViews
{
    /// <summary>In the order in which their digests are told.</summary>
    public static readonly IReadOnlyList<RowView> All = [.. StreamViewKinds.All, .. MonthViews.All];

    public static RowView For<T>()
        where T : CodedRow => All.Single(view => view.Row == typeof(T));
}
