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
        Number(json, "duration_ms", view.DurationMs);
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
        Sum(json, "refunded_fen", view.RefundedFen);
        Text(json, "region_code", view.RegionCode);
        Number(json, "reopened", view.Reopened);
        Instant(json, "requested_at", view.RequestedAt);
        Number(json, "score", view.Score);
        Text(json, "service_code", view.ServiceCode);
        Text(json, "service_name", view.ServiceName);
        Text(json, "size_class", view.SizeClass);
        Text(json, "stage", view.Stage);
        Number(json, "version", view.Version);
        Sum(json, "waived_fen", view.WaivedFen);
        json.EndObject();
    }

    public static void Write(CanonicalJson json, ServiceResultKey key, ServiceResultCounts counts)
    {
        json.StartObject();
        Number(json, "accepted", counts.Accepted);
        Number(json, "declined", counts.Declined);
        Number(json, "delivered", counts.Delivered);
        Sum(json, "duration_ms_total", counts.DurationMsTotal);
        Text(json, "month", key.Month);
        Number(json, "negative_durations", counts.NegativeDurations);
        Number(json, "open", counts.Open);
        Text(json, "platform", key.Platform);
        Number(json, "received", counts.Received);
        Number(json, "referred", counts.Referred);
        Text(json, "region_code", key.RegionCode);
        Number(json, "reopened", counts.Reopened);
        Text(json, "service_code", key.ServiceCode);
        Text(json, "service_name", key.ServiceName);
        Number(json, "timed", counts.Timed);
        Number(json, "withdrawn", counts.Withdrawn);
        json.EndObject();
    }

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
