using System.Globalization;
using Ledger.Transparency;
using Projections.Cases;
using Projections.Disclosures;

namespace Projections.Replay;

/// <summary>
/// The one written form of a row of each view: canonical JSON, members named like the table's columns, what is null left
/// out, instants as <see cref="Instants"/> writes them. Sums are text: enough amounts add up to more than JSON readers keep exact.
/// </summary>
public static class ViewRows
{
    public static void Write(CanonicalJson json, CaseView view)
    {
        json.StartObject();
        Instant(json, "accepted_at", view.AcceptedAt);
        Text(json, "case_id", view.CaseId);
        Text(json, "category_code", view.CategoryCode);
        Text(json, "channel", view.Channel);
        Sum(json, "charged_fen", view.ChargedFen);
        Instant(json, "completed_at", view.CompletedAt);
        Text(json, "confirmation", view.Confirmation);
        Text(json, "decline_reason", view.DeclineReason);
        Number(json, "disputes", view.Disputes);
        Number(json, "duration_ms", view.DurationMs);
        Number(json, "fee_disputes", view.FeeDisputes);
        Number(json, "hops", view.Hops);
        Text(json, "industry_code", view.IndustryCode);
        Text(json, "month", view.Month);
        Text(json, "nature", view.Nature);
        Text(json, "outcome_code", view.OutcomeCode);
        Text(json, "owner_node", view.OwnerNode);
        Sum(json, "paid_fen", view.PaidFen);
        Text(json, "platform", view.Platform);
        Positions(json.Name("positions"), view);
        Text(json, "provider_id", view.ProviderId);
        Number(json, "rectifications_closed", view.RectificationsClosed);
        Number(json, "rectifications_opened", view.RectificationsOpened);
        Sum(json, "refunded_fen", view.RefundedFen);
        Text(json, "region_code", view.RegionCode);
        Number(json, "reopened", view.Reopened);
        Instant(json, "requested_at", view.RequestedAt);
        Number(json, "score", view.Score);
        Text(json, "service_code", view.ServiceCode);
        Text(json, "service_name", view.ServiceName);
        Text(json, "size_class", view.SizeClass);
        Text(json, "stage", view.Stage);
        Sum(json, "subsidised_fen", view.SubsidisedFen);
        Number(json, "version", view.Version);
        Sum(json, "waived_fen", view.WaivedFen);
        json.EndObject();
    }

    public static void Write(CanonicalJson json, ServiceResultKey key, ServiceResultCounts counts)
    {
        json.StartObject();
        foreach (var write in ResultMembers)
        {
            write(json, key, counts);
        }

        json.EndObject();
    }

    private delegate void ResultMember(CanonicalJson json, ServiceResultKey key, ServiceResultCounts counts);

    private static readonly ResultMember[] ResultMembers =
    [
        .. ServiceResultKey.Columns.Select(static column =>
                (column.Name, new ResultMember((json, key, _) => Text(json, column.Name, column.Of(key)))))
            .Concat(ServiceResultCounts.Counts.Select(static count => (Name: ServiceResultCounts.ColumnOf(count), Count: count)).Select(static one =>
                (one.Name, new ResultMember((json, _, counts) => Number(json, one.Name, counts[one.Count])))))
            .Concat(ServiceResultCounts.Sums.Select(static sum => (Name: ServiceResultCounts.ColumnOf(sum), Sum: sum)).Select(static one =>
                (one.Name, new ResultMember((json, _, counts) => Sum(json, one.Name, counts[one.Sum])))))
            .OrderBy(static member => member.Name, StringComparer.Ordinal).Select(static member => member.Item2),
    ];

    private static void Positions(CanonicalJson json, CaseView view)
    {
        json.StartArray();
        foreach (var position in view.Positions)
        {
            json.Number(position);
        }

        json.EndArray();
    }

    private static void Text(CanonicalJson json, string name, string? value)
    {
        if (value is not null)
        {
            json.Name(name).Text(value);
        }
    }

    private static void Number(CanonicalJson json, string name, long? value)
    {
        if (value is { } number)
        {
            json.Name(name).Number(number);
        }
    }

    private static void Instant(CanonicalJson json, string name, DateTimeOffset? value)
    {
        if (value is { } instant)
        {
            json.Name(name).Text(Instants.Write(instant));
        }
    }

    private static void Sum(CanonicalJson json, string name, decimal value) =>
        json.Name(name).Text(value.ToString("0", CultureInfo.InvariantCulture));
}
