using System.Globalization;
using System.Security.Cryptography;
using Ledger.Journal;
using Microsoft.Net.Http.Headers;
using Npgsql;
using Projections.Rebuild;
using Projections.Verdicts;
using PublicApi.GraphQL;
using PublicApi.Http;
using PublicApi.Members;

namespace PublicApi.Syndication;

/// <summary><c>GET /feeds/{name}.atom|.json</c>: publications, findings and corrections for feed readers, the newest first.</summary>
internal static class FeedEndpoints
{
    public static void Map(WebApplication app)
    {
        foreach (var source in FeedSource.All)
        {
            Map(app, source, "atom", "application/atom+xml; charset=utf-8", static forms => forms.Atom);
            Map(app, source, "json", "application/feed+json; charset=utf-8", static forms => forms.Json);
        }
    }

    private static void Map(
        WebApplication app, FeedSource source, string form, string type, Func<FeedForms, Func<FeedSource, FeedPage, string, string?, byte[]>> write) => app
        .MapGet($"/feeds/{source.Name}.{form}", async (
            HttpContext http, Issuer issuer, [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader, string? after, CancellationToken ct) =>
        {
            if ((after is null ? NewestPlace.Head : Read(after)) is not { } place)
            {
                return (IResult)Problems.Of(StatusCodes.Status400BadRequest, "\"after\" is a place that a page of this feed gave.", "after 须为本订阅源给出的位置。");
            }

            await using var connection = await reader.OpenConnectionAsync(ct);
            await using var transaction = await ViewSchema.BeginReading(connection, ct);
            var page = await source.Read(connection, place, ct);
            var path = $"feeds/{source.Name}.{form}";
            var bytes = write(new FeedForms(issuer.Uri))(
                source, page, after is null ? path : Page(path, place), page.Next is { } next ? Page(path, next) : null);
            http.Response.Headers.CacheControl = "public, max-age=60";
            return Results.Bytes(
                bytes, type, lastModified: page.Updated,
                entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..16])}\""));
        })
        .RequireCors(FrontDoor.Policy).RequireRateLimiting(FrontDoor.Policy);

    private static string Page(string path, NewestPlace place) => string.Create(
        CultureInfo.InvariantCulture, $"{path}?after={place.Position}.{Uri.EscapeDataString(place.Code)}");

    private static NewestPlace? Read(string text) =>
        text.Split('.', 2) is [var position, var code] && PlainText.IsStorable(code)
        && long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(number, code)
            : null;
}
