using Ledger.Governance.Publications;
using Ledger.Journal;
using Npgsql;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;
using Projections.Compliance.Regimes;
using Projections.Rebuild;
using Projections.Replay;
using Projections.Verdicts;

namespace PublicApi.Transparency;

/// <summary>Computes what is published of a month: figures and the digests of all views, of one state of the log.</summary>
/// <param name="reader">Connections in the role <see cref="Roles.Reader"/>.</param>
public sealed class MonthPublications(NetworkCache network, FactsCache facts, StateDigests digests, NpgsqlDataSource reader)
{
    /// <param name="node">Who asks. Nothing is computed for another than the province: it is much work, and the command is refused.</param>
    /// <param name="key">yyyy-MM; of another text nothing is computed either.</param>
    public async Task<ComputedMonth?> Compute(string node, string key)
    {
        if (Month.Parse(key) is not { } month || Provinces.Of(await network.Refresh(CancellationToken.None)) != node)
        {
            return null;
        }

        await using var connection = await reader.OpenConnectionAsync();
        await using var snapshot = await ViewSchema.BeginReading(connection, CancellationToken.None);
        var views = await DatabaseDigest.Compute(connection, CancellationToken.None);
        var size = views.Size.Value;
        return await facts.Use(connection, size, known => Computed(known.Network, month, views), CancellationToken.None);
    }

    /// <summary>The same digests as an entry of their own, where those of all states of the log stand.</summary>
    public async Task RecordDigest(string stream, PublishMonth published)
    {
        if (published.Computed is { } computed)
        {
            await digests.Record(stream, computed.Size, computed.ViewVersion, computed.Views, CancellationToken.None);
        }
    }

    internal static ComputedMonth Computed(NetworkFacts known, Month month, ViewDigests views)
    {
        var regime = RegimesInForce.Of(known, month)?.Regime;
        var figures = MonthFigures.Of(known, month, views.Size.Value)
            .GroupBy(figure => figure.Key.Node, figure => new StatedFigure(figure.Key.Code, figure.Value), StringComparer.Ordinal)
            .OrderBy(node => node.Key, StringComparer.Ordinal)
            .Select(node => new NodeFigures(node.Key == MonthFigures.Network ? null : node.Key, [.. node]));
        return new ComputedMonth(
            views.Size.Value, regime?.Id, regime?.Version, [.. figures], ViewDigest.Version, StateDigests.Digested(views));
    }
}
