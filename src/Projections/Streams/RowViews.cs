using Projections.Compliance.Months;

namespace Projections.Streams;

/// <summary>Every view whose rows are kept as code and JSON.</summary>
public static class RowViews
{
    /// <summary>In the order in which their digests are told.</summary>
    public static readonly IReadOnlyList<RowView> All = [.. StreamViewKinds.All, .. MonthViews.All];

    /// <summary>The view of such rows, as they are now.</summary>
    public static RowView For<T>()
        where T : CodedRow => All.First(view => view.Row == typeof(T));
}
