using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Journal;
using Ledger.Vault;
using Ledger.Webhooks;
using PublicApi.Http;
using PublicApi.Members;

namespace PublicApi.Webhooks;

/// <param name="From">Position of the entry to begin again with.</param>
internal sealed record ReplayWebhook(long From);

/// <summary>A webhook as its member sees it; its secret is shown once, when it is made.</summary>
internal sealed record WebhookView(
    string Id, string Url, IReadOnlyList<string>? Types, long NextPosition, int Attempts, DateTimeOffset DueAt, string? Fault, DateTimeOffset CreatedAt, string? Secret = null)
{
    public static WebhookView Of(Webhook webhook, string? secret = null) => new(
        webhook.Id, webhook.Url, webhook.Types, webhook.NextPosition, webhook.Attempts, webhook.DueAt, webhook.Fault, webhook.CreatedAt, secret);
}

/// <summary>A member's webhooks. Another member's is answered as one that does not exist.</summary>
internal sealed class WebhookEndpoints(
    MemberWebhooks commands, WebhookTable webhooks, DeadLetterTable letters, TimeProvider clock, VaultTable? vault = null)
{
    private static readonly TimeSpan FormerSecretSigns = TimeSpan.FromHours(24);

    public static void Map(RouteGroupBuilder members)
    {
        var group = members.MapGroup("/webhooks").AddEndpointFilter(static (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        group.MapGet("", (HttpContext http, WebhookEndpoints endpoints) => endpoints.List(http));
        group.MapPost("", (HttpContext http, WebhookEndpoints endpoints) => endpoints.Register(http));
        group.MapDelete("/{id}", (string id, HttpContext http, WebhookEndpoints endpoints) => endpoints.Delete(id, http));
        group.MapPost("/{id}/rotate", (string id, HttpContext http, WebhookEndpoints endpoints) => endpoints.Rotate(id, http));
        group.MapPost("/{id}/test", (string id, HttpContext http, WebhookEndpoints endpoints) => endpoints.Test(id, http));
        group.MapPost("/{id}/replay", (string id, HttpContext http, WebhookEndpoints endpoints) => endpoints.Replay(id, http));
        group.MapGet("/{id}/dead_letters", (string id, HttpContext http, WebhookEndpoints endpoints) => endpoints.Letters(id, http));
        group.MapPost("/{id}/dead_letters/{position:long}/resend", (string id, long position, HttpContext http, WebhookEndpoints endpoints) =>
            endpoints.Resend(id, position, http));
    }

    private async Task<IResult> List(HttpContext http) =>
        Json((await webhooks.Of(RequireMember.Of(http), http.RequestAborted)).Select(webhook => WebhookView.Of(webhook)));

    private async Task<IResult> Register(HttpContext http)
    {
        if (await Read<RegisterWebhook>(http) is not { } wish)
        {
            return NotRead();
        }

        var (made, secret, refused) = await commands.Register(RequireMember.Of(http), wish, http.RequestAborted);
        return refused is not null ? Problems.Refused(refused) : Json(WebhookView.Of(made!, secret));
    }

    private async Task<IResult> Test(string id, HttpContext http)
    {
        var (exists, fault, refused) = await commands.Test(id, RequireMember.Of(http), http.RequestAborted);
        return refused is not null ? Problems.Refused(refused)
            : exists ? Json(new { id, taken = fault is null, fault })
            : Problems.NotFound();
    }

    private async Task<IResult> Delete(string id, HttpContext http) =>
        await webhooks.Delete(id, RequireMember.Of(http), http.RequestAborted) ? Json(new { id }) : Problems.NotFound();

    private async Task<IResult> Rotate(string id, HttpContext http)
    {
        if (vault is null)
        {
            return Problems.Refused(JournalRules.VaultIsClosed);
        }

        var secret = RandomNumberGenerator.GetBytes(WebhookMessage.SecretBytes);
        return await webhooks.Rotate(id, RequireMember.Of(http), vault.Wrap(id, secret), clock.GetUtcNow() + FormerSecretSigns, http.RequestAborted)
            ? Json(new { id, secret = WebhookMessage.SecretPrefix + Convert.ToBase64String(secret) })
            : Problems.NotFound();
    }

    private async Task<IResult> Replay(string id, HttpContext http) =>
        await Read<ReplayWebhook>(http) is not { } wish ? NotRead()
        : wish.From < 0 ? Problems.Refused(MemberWebhooks.NoPosition())
        : await webhooks.Replay(id, RequireMember.Of(http), wish.From, clock.GetUtcNow(), http.RequestAborted) ? Json(new { id, next_position = wish.From })
        : Problems.NotFound();

    private async Task<IResult> Letters(string id, HttpContext http) =>
        await webhooks.Find(id, RequireMember.Of(http), http.RequestAborted) is null
            ? Problems.NotFound()
            : Json((await letters.Of(id, http.RequestAborted)).Select(letter => new
            {
                letter.Position,
                letter.EventId,
                letter.Attempts,
                letter.Fault,
                letter.FailedAt,
                IsAskedAgain = letter.DueAt is not null,
            }));

    private async Task<IResult> Resend(string id, long position, HttpContext http) =>
        await webhooks.Find(id, RequireMember.Of(http), http.RequestAborted) is not null
        && await letters.Resend(id, position, clock.GetUtcNow(), http.RequestAborted)
            ? Json(new { id, position })
            : Problems.NotFound();

    private static async Task<T?> Read<T>(HttpContext http)
        where T : class
    {
        try
        {
            return http.Request.HasJsonContentType() ? await http.Request.ReadFromJsonAsync<T>(CommandJson.Options, http.RequestAborted) : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Problem NotRead() => Problems.Of(
        StatusCodes.Status400BadRequest, "The body is not the JSON that is asked for: a member is missing, unknown or of another kind.", "正文不是所要求的 JSON：成员缺失、未知或类型不符。");

    private static IResult Json(object value) => Results.Json(value, JournalJson.Options);
}
