using System.Runtime.InteropServices;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Cases;
using Projections.Disclosures;
using Projections.Rebuild;
using Projections.Streams;
using Projections.Verdicts;

namespace Projections;

/// <summary>Folds pages of public entries into the views: read what a page touches, fold in memory, write the net change.</summary>
public static class ViewFold
{
    /// <summary>Tables of what is published and of the views, and who may use them; for <see cref="Migration.Apply"/>.</summary>
    public static string Script => PublishingScript + ViewSchema.Script;

    /// <summary>The part that does not depend on what the folds make.</summary>
    public static string PublishingScript => Migration.ReadScript(typeof(ViewFold).Assembly, "Publishing.sql");

    /// <summary>Takes the next entries of the log into the views, within the caller's transaction.</summary>
    /// <param name="connection">In the role <see cref="Roles.Projector"/>, with a transaction open.</param>
    /// <param name="page">The entries that follow on those folded before, in order of position.</param>
    /// <param name="facts">What months are judged from, kept from page to page.</param>
    /// <param name="ct">Ends the work before the caller commits.</param>
    /// <exception cref="FormatException">An entry does not follow on what the views hold.</exception>
    public static async Task Apply(NpgsqlConnection connection, IReadOnlyList<PublicEntry> page, FactsCache facts, CancellationToken ct)
    {
        await using var months = await MonthTable.Begin(connection, page, facts, aside: null, ct);
        await Apply(connection, page, months, ct);
    }

    /// <inheritdoc cref="Apply(NpgsqlConnection, IReadOnlyList{PublicEntry}, FactsCache, CancellationToken)"/>
    /// <param name="months">What the page makes of months: its judging goes on meanwhile.</param>
    internal static async Task Apply(NpgsqlConnection connection, IReadOnlyList<PublicEntry> page, MonthTable months, CancellationToken ct)
    {
        var cases = page.Where(entry => entry.Stream.StartsWith(CaseIds.Prefix, StringComparison.Ordinal)).ToList();
        var before = (await CaseViewTable.Load(connection, Known(cases), ct)).ToDictionary(view => view.CaseId);

        var after = new Dictionary<string, CaseView>();
        foreach (var entry in cases)
        {
            ref var view = ref CollectionsMarshal.GetValueRefOrAddDefault(after, entry.Stream, out var touched);
            view = CaseView.Fold(touched ? view : before.GetValueOrDefault(entry.Stream), entry);
        }

        await CaseViewTable.Save(
            connection,
            [.. after.Values.Where(view => !before.ContainsKey(view.CaseId))],
            [.. after.Values.Where(view => before.ContainsKey(view.CaseId))],
            ct);
        await ServiceResultTable.Add(connection, Differences(before.Values, after.Values), ct);
        await StreamViewTable.Apply(connection, [.. page.Where(entry => !EntrySchema.IsCase(entry.Stream))], ct);
        await months.Save(connection, ct);
    }

    // The cases that began before the page: a case whose first entry is here has no row yet, and the table's key holds it to that.
    private static string[] Known(List<PublicEntry> cases)
    {
        var begun = cases.Where(entry => entry.StreamVersion == 1).Select(entry => entry.Stream).ToHashSet();
        return [.. cases.Select(entry => entry.Stream).Where(stream => !begun.Contains(stream)).Distinct()];
    }

    /// <summary>What the service results gain when cases become others.</summary>
    internal static Dictionary<ServiceResultKey, ServiceResultCounts> Differences(
        IEnumerable<CaseView> before, IEnumerable<CaseView> after)
    {
        var differences = new Dictionary<ServiceResultKey, ServiceResultCounts>();
        foreach (var (views, sign) in new[] { (before, -1), (after, 1) })
        {
            foreach (var view in views)
            {
                ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(
                    differences, ServiceResultKey.Of(view), out _);
                (counts ??= new()).Add(view, sign);
            }
        }

        return differences;
    }
}
