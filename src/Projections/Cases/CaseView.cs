using System.Collections.Immutable;
using System.Globalization;
using Ledger.Transparency;

namespace Projections.Cases;

/// <summary>
/// What the public sees of one case, folded from its public entries. Times UTC, money in fen. <see cref="Month"/> is
/// the month of the request by the wall clock of the requester (Asia/Shanghai within the network), as yyyy-MM.
/// </summary>
/// <param name="Stage">received, awaiting_info, answered, declined, withdrawn, merged, accepted, referred, assigned, in_delivery,
/// paused, delivered, confirmed, deemed_confirmed, disputed, aborted, closed or reopened.</param>
/// <param name="Platform">The platform of first contact, answerable for the case being counted.</param>
/// <param name="OwnerNode">The platform answerable now.</param>
/// <param name="DurationMs">From request to completion; negative where the source says so; null while not completed.</param>
/// <param name="Confirmation">confirmed by the requester, or deemed_confirmed as time passed; null for a delivery that is not.</param>
/// <param name="Disputes">How many times the requester said that it was not delivered.</param>
/// <param name="FeeDisputes">How many times a fee was disputed.</param>
/// <param name="RectificationsOpened">Bad ratings that were taken up to be put right.</param>
/// <param name="RectificationsClosed">Those of them that are dealt with.</param>
/// <param name="Positions">The case's entries in the public log, oldest first.</param>
public sealed record CaseView(
    string CaseId,
    long Version,
    string Stage,
    string ServiceCode,
    string ServiceName,
    string CategoryCode,
    string Platform,
    string OwnerNode,
    string? ProviderId,
    string RegionCode,
    string Channel,
    string? Nature,
    string? SizeClass,
    string? IndustryCode,
    DateTimeOffset RequestedAt,
    string Month,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? CompletedAt,
    long? DurationMs,
    string? OutcomeCode,
    int Hops,
    int Reopened,
    int? Score,
    long ChargedFen,
    long PaidFen,
    long RefundedFen,
    long WaivedFen,
    long SubsidisedFen,
    string? DeclineReason,
    string? Confirmation,
    int Disputes,
    int FeeDisputes,
    int RectificationsOpened,
    int RectificationsClosed,
    ImmutableArray<long> Positions)
{
    /// <summary>The stages in which something is still to be done.</summary>
    public static readonly ImmutableArray<string> OpenStages =
    [
        "received", "awaiting_info", "accepted", "referred", "assigned", "in_delivery", "paused", "disputed", "aborted", "reopened",
    ];

    /// <summary>The stages of a case that was delivered; a case closed after its delivery was aborted has no completion.</summary>
    public static readonly ImmutableArray<string> CompletedStages = ["delivered", "confirmed", "deemed_confirmed", "closed"];

    public bool IsCompleted => CompletedAt is not null && CompletedStages.Contains(Stage);

    public bool IsOpen => OpenStages.Contains(Stage);

    /// <summary>Takes the next public entry of the case into account.</summary>
    /// <exception cref="FormatException">The entry does not follow on the view, or is of no known type.</exception>
    public static CaseView Fold(CaseView? view, PublicEntry entry)
    {
        if (entry.StreamVersion != (view?.Version ?? 0) + 1)
        {
            throw new FormatException($"Entry {entry.Position} is version {entry.StreamVersion} of a case at {view?.Version ?? 0}.");
        }

        return view is null
            ? Submitted(entry)
            : Next(view, entry) with { Version = entry.StreamVersion, Positions = view.Positions.Add(entry.Position.Value) };
    }

    private static CaseView Next(CaseView view, PublicEntry entry) => entry.Type switch
    {
        "request.accepted" => view with
        {
            Stage = "accepted",
            AcceptedAt = view.AcceptedAt ?? entry.OccurredAt,
            Nature = entry.Fields.RequireText("nature"),
        },
        "request.answered" => view with { Stage = "answered" },
        "request.supplement_requested" => view with { Stage = "awaiting_info" },
        "request.supplemented" => view with { Stage = "received" },
        "request.merged" => view with { Stage = "merged" },
        "request.closed" => view with { Stage = "closed", OutcomeCode = entry.Fields.RequireText("outcome_code") },
        "request.declined" => view with { Stage = "declined", DeclineReason = entry.Fields.RequireText("reason_code") },
        "request.withdrawn" => view with { Stage = "withdrawn" },
        "request.reopened" => view with
        {
            Stage = view.AcceptedAt is null ? "received" : "reopened",
            CompletedAt = null,
            DurationMs = null,
            OutcomeCode = null,
            Confirmation = null,
            Reopened = view.Reopened + 1,
        },
        "request.amended" => Amended(view, entry),
        "referral.offered" => Offered(view, entry),
        "referral.accepted" when IsTransfer(entry) => view with
        {
            Stage = "assigned",
            OwnerNode = entry.Fields.RequireText("to_node"),
        },
        "referral.rejected" or "referral.expired" or "referral.recalled" when IsTransfer(entry) && view.Stage == "referred" =>
            view with { Stage = "accepted" },
        "delivery.scheduled" => view with { Stage = "assigned" },
        "delivery.started" => view with
        {
            Stage = "in_delivery",
            ProviderId = entry.Fields.RequireText("provider_id"),
            CompletedAt = null,
            DurationMs = null,
            OutcomeCode = null,
            Confirmation = null,
        },
        "delivery.paused" => view with { Stage = "paused" },
        "delivery.resumed" => view with { Stage = "in_delivery" },
        "delivery.aborted" => view with { Stage = "aborted" },
        "delivery.completed" => Completed(view, entry.OccurredAt, entry) with { Stage = "delivered" },
        "delivery.amended" => Completed(view, entry.Fields.RequireInstant("completed_at"), entry),
        "delivery.confirmed" or "delivery.deemed_confirmed" => Confirmed(view, entry.Type["delivery.".Length..]),
        "delivery.disputed" => view with { Stage = "disputed", Disputes = view.Disputes + 1 },
        "rating.invalidated" => view with { Score = null },
        "rating.submitted" or "rating.revised" => view with { Score = (int)entry.Fields.RequireNumber("score") },
        "rating.rectification_opened" => view with { RectificationsOpened = view.RectificationsOpened + 1 },
        "rating.rectification_closed" => view with { RectificationsClosed = view.RectificationsClosed + 1 },
        "fee.charged" => view with { ChargedFen = view.ChargedFen + entry.Fields.RequireNumber("total_fen") },
        "fee.paid" => view with { PaidFen = view.PaidFen + entry.Fields.RequireNumber("amount_fen") },
        "fee.refunded" => view with { RefundedFen = view.RefundedFen + entry.Fields.RequireNumber("amount_fen") },
        "fee.waived" => view with { WaivedFen = view.WaivedFen + entry.Fields.RequireNumber("amount_fen") },
        "fee.subsidised" => view with { SubsidisedFen = view.SubsidisedFen + entry.Fields.RequireNumber("amount_fen") },
        "fee.disputed" => view with { FeeDisputes = view.FeeDisputes + 1 },

        // That the type exists is checked where the entry is read; what it says is not in this view.
        _ => view,
    };

    private static CaseView Submitted(PublicEntry entry)
    {
        if (entry.Type != "request.submitted")
        {
            throw new FormatException($"Entry {entry.Position} begins a case with '{entry.Type}'.");
        }

        var fields = entry.Fields;
        var node = fields.RequireText("first_contact_node");
        return new CaseView(
            entry.Stream,
            entry.StreamVersion,
            "received",
            fields.RequireText("service_code"),
            fields.RequireText("service_name"),
            fields.RequireText("category_code"),
            node,
            OwnerNode: node,
            ProviderId: null,
            fields.RequireText("region_code"),
            fields.RequireText("channel"),
            Nature: null,
            fields.FindText("size_class"),
            fields.FindText("industry_code"),
            entry.OccurredAt,
            MonthOf(entry.OccurredAt, fields.RequireNumber("utc_offset_minutes")),
            AcceptedAt: null,
            CompletedAt: null,
            DurationMs: null,
            OutcomeCode: null,
            Hops: 0,
            Reopened: 0,
            Score: null,
            ChargedFen: 0,
            PaidFen: 0,
            RefundedFen: 0,
            WaivedFen: 0,
            SubsidisedFen: 0,
            DeclineReason: null,
            Confirmation: null,
            Disputes: 0,
            FeeDisputes: 0,
            RectificationsOpened: 0,
            RectificationsClosed: 0,
            Positions: [entry.Position.Value]);
    }

    private static CaseView Amended(CaseView view, PublicEntry entry)
    {
        var fields = entry.Fields;
        var requestedAt = fields.RequireInstant("requested_at");
        return view with
        {
            Channel = fields.RequireText("channel"),
            ServiceCode = fields.RequireText("service_code"),
            ServiceName = fields.RequireText("service_name"),
            CategoryCode = fields.RequireText("category_code"),
            RegionCode = fields.RequireText("region_code"),
            RequestedAt = requestedAt,
            Month = MonthOf(requestedAt, fields.RequireNumber("utc_offset_minutes")),
            DurationMs = Duration(requestedAt, view.CompletedAt),
        };
    }

    private static CaseView Offered(CaseView view, PublicEntry entry) => view with
    {
        Stage = IsTransfer(entry) ? "referred" : view.Stage,
        Hops = (int)entry.Fields.RequireNumber("hop_no"),
    };

    private static bool IsTransfer(PublicEntry entry) => entry.Fields.RequireText("kind") == "transfer";

    private static CaseView Completed(CaseView view, DateTimeOffset completedAt, PublicEntry entry) => view with
    {
        CompletedAt = completedAt,
        DurationMs = Duration(view.RequestedAt, completedAt),
        OutcomeCode = entry.Fields.RequireText("outcome_code"),
    };

    private static CaseView Confirmed(CaseView view, string how) => view with { Stage = how, Confirmation = how };

    private static long? Duration(DateTimeOffset requestedAt, DateTimeOffset? completedAt) =>
        completedAt is { } end ? (end - requestedAt).Ticks / TimeSpan.TicksPerMillisecond : null;

    private static string MonthOf(DateTimeOffset instant, long utcOffsetMinutes) =>
        instant.UtcDateTime.AddMinutes(utcOffsetMinutes).ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
