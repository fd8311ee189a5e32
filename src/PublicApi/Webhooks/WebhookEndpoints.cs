using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;
using Ledger.Vault;
using Ledger.Webhooks;
using Microsoft.Extensions.Options;
using Npgsql;
using Projections.Transparency;
using PublicApi.Http;
using PublicApi.Members;

namespace PublicApi.Webhooks;

/// <summary>What a member says to be told.</summary>
/// <param name="Url">An https URL of the public internet.</param>
/// <param name="Types">Only these event types; all when left out.</param>
/// <param name="From">Position of the first entry to tell; when left out, the next one that is published.</param>
internal sealed record RegisterWebhook(string Url, IReadOnlyList<string>? Types = null, long? From = null);

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
    WebhookTable webhooks,
    DeadLetterTable letters,
    [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader,
    IOptions<WebhookSettings> settings,
    TimeProvider clock,
    VaultTable? vault = null)
{
    private const int MostOfAMember = 20;
    private const int MostTypes = 50;

    private static readonly TimeSpan FormerSecretSigns = TimeSpan.FromHours(24);
    private static readonly HashSet<string> KnownTypes = [.. EventCatalogue.All.Select(type => type.Name)];

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
        group.MapPost("/{id}/replay", (string id, HttpContext http, WebhookEndpoints endpoints) => endpoints.Replay(id, http));
        group.MapGet("/{id}/dead_letters", (string id, HttpContext http, WebhookEndpoints endpoints) => endpoints.Letters(id, http));
        group.MapPost("/{id}/dead_letters/{position:long}/resend", (string id, long position, HttpContext http, WebhookEndpoints endpoints) =>
            endpoints.Resend(id, position, http));
    }

    private async Task<IResult> List(HttpContext http) =>
        Json((await webhooks.Of(RequireMember.Of(http), http.RequestAborted)).Select(webhook => WebhookView.Of(webhook)));

    private async Task<IResult> Register(HttpContext http)
    {
        var member = RequireMember.Of(http);
        if (await Read<RegisterWebhook>(http) is not { } wish)
        {
            return NotRead();
        }

        if (Refusal(wish) is { } refusal)
        {
            return refusal;
        }

        if (vault is null)
        {
            return Problems.Refused(JournalRules.VaultIsClosed);
        }

        if ((await webhooks.Of(member, http.RequestAborted)).Count >= MostOfAMember)
        {
            return Refuse("WEBHOOKS", $"A member has at most {MostOfAMember} webhooks.", $"每个成员最多 {MostOfAMember} 个 webhook。");
        }

        var now = Instants.ToMillisecond(clock.GetUtcNow());
        var (secret, id) = (RandomNumberGenerator.GetBytes(WebhookMessage.SecretBytes), $"wh-{Guid.CreateVersion7(now)}");
        var webhook = new Webhook(
            id, member, wish.Url, wish.Types is null ? null : [.. wish.Types], vault.Wrap(id, secret), Former: null,
            wish.From ?? await Size(http.RequestAborted), Attempts: 0, now, Fault: null, now);
        await webhooks.Add(webhook, http.RequestAborted);
        return Json(WebhookView.Of(webhook, WebhookMessage.SecretPrefix + Convert.ToBase64String(secret)));
    }

    private Problem? Refusal(RegisterWebhook wish) =>
        !WebhookUrl.IsSound(wish.Url, settings.Value.AllowPrivateAddresses)
            ? Refuse("FIELD-URL", $"The field url has to be an https URL of the public internet of at most {WebhookUrl.Longest} characters, without user and fragment.", $"字段 url 须为公网 https 地址，至多 {WebhookUrl.Longest} 个字符，不含用户信息和片段。")
        : wish.Types is { } types && (types.Count is 0 or > MostTypes || !types.All(KnownTypes.Contains))
            ? Refuse("FIELD-TYPES", $"The field types has to name 1 to {MostTypes} event types that there are.", $"字段 types 须为 1 至 {MostTypes} 个已有的事件类型。")
        : wish.From < 0 ? NoPosition()
        : null;

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
        : wish.From < 0 ? NoPosition()
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

    private async Task<long> Size(CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return (await EntryQuery.Head(connection, ct)).Size.Value;
    }

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

    private static Problem NoPosition() => Refuse("FIELD-FROM", "The field from has to be a position of the log, 0 or greater.", "字段 from 须为日志位置，0 或以上。");

    private static Problem Refuse(string rule, string english, string chinese) => Problems.Refused(new Outcome.Refused(rule, new Sentence(english, chinese)));

    private static IResult Json(object value) => Results.Json(value, JournalJson.Options);
}
