using System.Collections.Immutable;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>
/// The figures of a month that are published (domain.md 1.5, D5), for each platform and for the network, whose node is the empty
/// text: counts and fen of what happened in the month to the network's own cases, at the platform that answered for the case
/// after it. Imported cases are another system's and count in none. Codes:
/// <c>received</c>, <c>accepted</c>, <c>answered</c>, <c>declined</c> and <c>declined.REASON</c>, <c>withdrawn</c>, <c>merged</c>,
/// <c>reopened</c>, <c>closed</c> of requests; <c>referred</c> and <c>referrals_accepted</c>, without mere information;
/// <c>completed</c>, <c>confirmed</c>, <c>disputed</c>, <c>aborted</c> of deliveries, <c>services</c> and <c>enterprises</c> that
/// completed ones state; <c>invited</c>, and <c>rated.1</c> to <c>rated.5</c>: ratings given in the month, by the score that holds,
/// void ones left out; <c>rectifications_opened</c>, <c>rectifications_closed</c>, <c>fees_disputed</c>, <c>fees_resolved</c>;
/// <c>charged_fen</c>, <c>paid_fen</c>, <c>refunded_fen</c>, <c>waived_fen</c>, <c>subsidised_fen</c>; <c>duration_median_ms</c> and
/// <c>duration_p90_ms</c> from the request to the completion of a delivery.
/// </summary>
public static class MonthFigures
{
    /// <summary>In the place of a platform's code: the network.</summary>
    public const string Network = "";

    internal const string Duration = "duration_ms";
    internal const string Median = "duration_median_ms";
    internal const string NinthTenth = "duration_p90_ms";

    /// <summary>By node and code, in that order; what is 0 is left out.</summary>
    /// <param name="size">Only the first so many entries count.</param>
    /// <exception cref="OverflowException">A sum is beyond what JSON readers keep exact.</exception>
    public static ImmutableSortedDictionary<(string Node, string Code), long> Of(NetworkFacts facts, Month month, long size) =>
        new MonthCount(facts, month, size).Then;

    internal static readonly Comparer<(string Node, string Code)> ByNodeAndCode = Comparer<(string Node, string Code)>.Create(
        static (left, right) => string.CompareOrdinal(left.Node, right.Node) is not 0 and var order ? order : string.CompareOrdinal(left.Code, right.Code));

    /// <summary>The figure that a contribution is part of.</summary>
    internal static bool IsPartOf(this Contribution one, string node, string code) =>
        (node == Network || node == one.Node) && (one.Code == code || (one.Code == Duration && code is Median or NinthTenth));

    /// <summary>What the entry at a place of a case adds while the log has so many entries; nothing where it came later.</summary>
    internal static void AddTo(List<Contribution> all, CaseFacts found, int index, long size)
    {
        var (entry, node) = (found.EntryAt(index, size), found.OwnerAt(index));
        if (entry.Position.Value >= size)
        {
            return;
        }

        if (Counted(entry) is { } code)
        {
            Add(code, 1);
        }

        if (Money(entry) is var (sum, fen))
        {
            Add(sum, fen);
        }

        switch (entry.Type)
        {
            case "request.declined":
                Add($"declined.{entry.Fields.RequireText("reason_code")}", 1);
                break;
            case "delivery.completed":
                AddCompleted();
                break;
            case "rating.submitted" when Holding(found, index, size) is { } holding && found.EntryAt(holding, size).Fields.FindNumber("score") is { } score:
                all.Add(new Contribution(node, $"rated.{score}", 1, found, holding));
                break;
        }

        void Add(string code, long amount) => all.Add(new Contribution(node, code, amount, found, index));

        void AddCompleted()
        {
            // When an imported case was asked for, another system says.
            if (found.Submitted.Type == "request.submitted")
            {
                Add(Duration, (entry.OccurredAt - found.Submitted.OccurredAt).Ticks / TimeSpan.TicksPerMillisecond);
            }

            Add("services", entry.Fields.RequireNumber("service_count"));
            Add("enterprises", entry.Fields.RequireNumber("enterprise_count"));
        }
    }

    private static string? Counted(KeptEntry entry) => entry.Type switch
    {
        "request.submitted" => "received",
        "request.accepted" => "accepted",
        "request.answered" => "answered",
        "request.declined" => "declined",
        "request.withdrawn" => "withdrawn",
        "request.merged" => "merged",
        "request.reopened" => "reopened",
        "request.closed" => "closed",
        "referral.offered" when entry.Fields.FindText("kind") != "information" => "referred",
        "referral.accepted" when entry.Fields.FindText("kind") != "information" => "referrals_accepted",
        "delivery.completed" => "completed",
        "delivery.confirmed" or "delivery.deemed_confirmed" => "confirmed",
        "delivery.disputed" => "disputed",
        "delivery.aborted" => "aborted",
        "rating.invited" => "invited",
        "rating.rectification_opened" => "rectifications_opened",
        "rating.rectification_closed" => "rectifications_closed",
        "fee.disputed" => "fees_disputed",
        "fee.resolved" => "fees_resolved",
        _ => null,
    };

    private static (string Code, long Fen)? Money(KeptEntry entry) => entry.Type switch
    {
        "fee.charged" => ("charged_fen", entry.Fields.RequireNumber("total_fen")),
        "fee.paid" => ("paid_fen", entry.Fields.RequireNumber("amount_fen")),
        "fee.refunded" => ("refunded_fen", entry.Fields.RequireNumber("amount_fen")),
        "fee.waived" => ("waived_fen", entry.Fields.RequireNumber("amount_fen")),
        "fee.subsidised" => ("subsidised_fen", entry.Fields.RequireNumber("amount_fen")),
        _ => null,
    };

    // A rating that was revised counts with its last score, one that was declared void not at all.
    private static int? Holding(CaseFacts found, int index, long size)
    {
        var delivery = found.Entries[index].Fields.FindText("delivery_id");
        var last = index;
        for (var i = index + 1; i < found.Entries.Count && found.Entries[i].Position.Value < size; i++)
        {
            last = found.TypeAt(i) is "rating.submitted" or "rating.revised" or "rating.invalidated"
                && found.Entries[i].Fields.FindText("delivery_id") == delivery ? i : last;
        }

        return found.Entries[last].Type == "rating.invalidated" ? null : last;
    }
}
