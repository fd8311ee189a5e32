using Ledger.Governance.Corrections;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections.Transparency;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary><c>POST /corrections/{event id}</c> corrects what an event says. The event has to be in the public log, where it
/// stands within a second of its commit.</summary>
public static class CorrectionEndpoints
{
    private static readonly string CorrectionType = EventCatalogue.All.Single(type => type.Record == typeof(CorrectionIssued)).Name;

    internal static void Map(RouteGroupBuilder commands) => commands.MapGroup("/corrections").MapBegin<CorrectionState, IssueCorrection>(
        prepare: async (site, command) => command with { Found = await Find(site.Reader, site.Stream) });

    private static async Task<CorrectionTarget?> Find(NpgsqlDataSource reader, string stream)
    {
        await using var connection = await reader.OpenConnectionAsync();
        if (!Guid.TryParseExact(stream.AsSpan(CorrectionState.Prefix.Length), "D", out var eventId)
            || await EntryQuery.Find(connection, eventId, CancellationToken.None) is not { Entry: var entry })
        {
            return null;
        }

        var depth = entry.Type == CorrectionType ? entry.Fields.RequireNumber("depth") : 0;
        return new CorrectionTarget(
            eventId, entry.Position.Value, entry.Type, entry.Node, (int)depth, EntrySchema.Types[(entry.Type, entry.TypeVersion)].Public);
    }
}
