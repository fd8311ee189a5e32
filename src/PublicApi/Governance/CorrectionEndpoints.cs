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

    internal static void Map(RouteGroupBuilder commands) => commands.MapPost("/corrections/{eventId:guid}", Correct);

    private static async Task<IResult> Correct(
        Guid eventId,
        HttpContext http,
        CommandJournal journal,
        TimeProvider clock,
        [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader)
    {
        var request = await CommandRequest<IssueCorrection>.Read(http, clock);
        if (request.Problem is { } problem)
        {
            return problem;
        }

        var found = await Find(reader, eventId, http.RequestAborted);
        return await CommandEndpoints.Execute<CorrectionState, IssueCorrection>(
            CorrectionState.Prefix + eventId, mayBegin: true, request.With(request.Command with { Found = found }), journal);
    }

    private static async Task<CorrectionTarget?> Find(NpgsqlDataSource reader, Guid eventId, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        if (await EntryQuery.Find(connection, eventId, ct) is not { Entry: var entry })
        {
            return null;
        }

        var depth = entry.Type == CorrectionType ? entry.Fields.RequireNumber("depth") : 0;
        var fields = EntrySchema.Types[(entry.Type, entry.TypeVersion)].Public.Select(field => field.Name).ToHashSet();
        return new CorrectionTarget(eventId, entry.Position.Value, entry.Type, entry.Node, (int)depth, fields);
    }
}
