using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>How much one entry adds to one figure of the platform that answers for it.</summary>
/// <param name="Index">Place of the entry in the case.</param>
internal readonly record struct Contribution(string Node, string Code, long Amount, CaseFacts Case, int Index)
{
    public PublicEntry Entry => Case.Entries[Index];

    /// <summary>What has been recorded since the log had so many entries and made it what it is.</summary>
    public IEnumerable<ChangeReason> Since(long size)
    {
        var index = Index;
        return Case.Corrections.Where(one => one.Index == index && one.By.Position.Value >= size)
            .Select(one => ChangeReason.Of(ChangeReason.Correction, one.By))
            .Concat(Entry.Position.Value >= size ? [ChangeReason.Of(ChangeReason.LateEntry, Entry)] : []);
    }
}

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
    private const string Median = "duration_median_ms";
    private const string NinthTenth = "duration_p90_ms";

    /// <summary>By node and code, in that order; what is 0 is left out.</summary>
    /// <param name="size">Only the first so many entries count.</param>
    /// <exception cref="OverflowException">A sum is beyond what JSON readers keep exact.</exception>
    public static ImmutableSortedDictionary<(string Node, string Code), long> Of(NetworkFacts facts, Month month, long size) =>
        Sum(Contributions(facts, month, size));

    internal static ImmutableSortedDictionary<(string Node, string Code), long> Sum(IEnumerable<Contribution> contributions)
    {
        var sums = new Dictionary<(string Node, string Code), long>();
        var durations = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        foreach (var one in contributions)
        {
            if (one.Code != Duration)
            {
                Add(one.Node, one.Code, one.Amount);
                continue;
            }

            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(durations, one.Node, out _);
            (known ??= []).Add(one.Amount);
        }

        // A log may name a platform by nothing: its entries count for the network alone.
        foreach (var (at, sum) in sums.Where(sum => sum.Key.Node != Network).ToList())
        {
            Add(Network, at.Code, sum);
        }

        if (durations.Count > 0)
        {
            durations[Network] = [.. durations.Values.SelectMany(static all => all)];
        }

        foreach (var (node, all) in durations)
        {
            all.Sort();
            sums[(node, Median)] = MedianOf(all);
            sums[(node, NinthTenth)] = all[((all.Count * 9) + 9) / 10 - 1];
        }

        if (sums.Values.Any(sum => sum is > CanonicalJson.LargestExactInteger or < -CanonicalJson.LargestExactInteger))
        {
            throw new OverflowException("A figure of the month is larger than readers keep exact.");
        }

        return sums.Where(sum => sum.Value != 0).ToImmutableSortedDictionary(ByNodeAndCode);

        void Add(string node, string code, long amount)
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, (node, code), out _);
            sum = checked(sum + amount);
        }
    }

    internal static readonly Comparer<(string Node, string Code)> ByNodeAndCode = Comparer<(string Node, string Code)>.Create(
        static (left, right) => string.CompareOrdinal(left.Node, right.Node) is not 0 and var order ? order : string.CompareOrdinal(left.Code, right.Code));

    /// <summary>The figure that a contribution is part of.</summary>
    internal static bool IsPartOf(this Contribution one, string node, string code) =>
        (node == Network || node == one.Node) && (one.Code == code || (one.Code == Duration && code is Median or NinthTenth));

    internal static IEnumerable<Contribution> Contributions(NetworkFacts facts, Month month, long size)
    {
        foreach (var (found, index, entry) in facts.CaseEntriesIn(month).All)
        {
            if (entry.Position.Value < size)
            {
                foreach (var (code, amount, by) in Amounts(found, index, found.EntryAt(index, size), size))
                {
                    yield return new Contribution(found.OwnerAt(index), code, amount, found, by);
                }
            }
        }
    }

    private static IEnumerable<(string Code, long Amount, int By)> Amounts(CaseFacts found, int index, PublicEntry entry, long size)
    {
        if (Counted(entry) is { } code)
        {
            yield return (code, 1, index);
        }

        if (Money(entry) is var (sum, fen))
        {
            yield return (sum, fen, index);
        }

        // When an imported case was asked for, another system says.
        if (entry.Type == "delivery.completed" && found.Submitted.Type == "request.submitted")
        {
            yield return (Duration, (entry.OccurredAt - found.Submitted.OccurredAt).Ticks / TimeSpan.TicksPerMillisecond, index);
        }

        switch (entry.Type)
        {
            case "request.declined":
                yield return ($"declined.{entry.Fields.RequireText("reason_code")}", 1, index);
                break;
            case "delivery.completed":
                yield return ("services", entry.Fields.RequireNumber("service_count"), index);
                yield return ("enterprises", entry.Fields.RequireNumber("enterprise_count"), index);
                break;
            case "rating.submitted" when Holding(found, index, size) is { } holding && found.EntryAt(holding, size).Fields.FindNumber("score") is { } score:
                yield return ($"rated.{score}", 1, holding);
                break;
        }
    }

    private static string? Counted(PublicEntry entry) => entry.Type switch
    {
        "request.submitted" => "received",
        "request.accepted" or "request.answered" or "request.declined" or "request.withdrawn" or "request.merged" or "request.reopened"
            or "request.closed" => entry.Type["request.".Length..],
        "referral.offered" when entry.Fields.FindText("kind") != "information" => "referred",
        "referral.accepted" when entry.Fields.FindText("kind") != "information" => "referrals_accepted",
        "delivery.completed" or "delivery.confirmed" or "delivery.disputed" or "delivery.aborted" => entry.Type["delivery.".Length..],
        "delivery.deemed_confirmed" => "confirmed",
        "rating.invited" => "invited",
        "rating.rectification_opened" => "rectifications_opened",
        "rating.rectification_closed" => "rectifications_closed",
        "fee.disputed" => "fees_disputed",
        "fee.resolved" => "fees_resolved",
        _ => null,
    };

    private static (string Code, long Fen)? Money(PublicEntry entry) => entry.Type switch
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

    // The mean of the two in the middle of an even number, rounded half up to whole milliseconds.
    private static long MedianOf(List<long> sorted)
    {
        var (low, high) = ((Int128)sorted[(sorted.Count - 1) / 2], (Int128)sorted[sorted.Count / 2]);
        return (long)((low + high + 1) >> 1);
    }
}
