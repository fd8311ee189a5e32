using System.Security.Cryptography;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Members;
using Ledger.Transparency;
using Ledger.Vault;
using Ledger.Webhooks;
using Npgsql;
using Projections.Transparency;

namespace PublicApi.Webhooks;

/// <summary>What a member says to be told.</summary>
/// <param name="Url">An https URL of the public internet.</param>
/// <param name="Types">Only these event types; all when left out.</param>
/// <param name="From">Position of the first entry to tell; when left out, the next one that is published.</param>
internal sealed record RegisterWebhook(string Url, IReadOnlyList<string>? Types = null, long? From = null);

/// <summary>What a member asks for with its webhooks, over HTTP or at the command line.</summary>
/// <param name="reader">Finds the end of the log.</param>
/// <param name="vault">Encrypts secrets; without it there are no webhooks.</param>
internal sealed class MemberWebhooks(
    WebhookTable webhooks, WebhookSender sender, NpgsqlDataSource reader, WebhookSettings settings, TimeProvider clock, VaultTable? vault = null)
{
    private const int MostOfAMember = 20;
    private const int MostTypes = 50;

    private static readonly HashSet<string> KnownTypes = [.. EventCatalogue.All.Select(type => type.Name)];

    /// <summary>Registers a webhook; its secret is told this once.</summary>
    public async Task<(Webhook? Made, string? Secret, Outcome.Refused? Refused)> Register(Member member, RegisterWebhook wish, CancellationToken ct)
    {
        if (Refusal(wish) is { } refusal)
        {
            return (null, null, refusal);
        }

        if (vault is null)
        {
            return (null, null, JournalRules.VaultIsClosed);
        }

        if ((await webhooks.Of(member, ct)).Count >= MostOfAMember)
        {
            return (null, null, Refuse("WEBHOOKS", $"A member has at most {MostOfAMember} webhooks.", $"每个成员最多 {MostOfAMember} 个 webhook。"));
        }

        var now = Instants.ToMillisecond(clock.GetUtcNow());
        var (secret, id) = (RandomNumberGenerator.GetBytes(WebhookMessage.SecretBytes), $"wh-{Guid.CreateVersion7(now)}");
        var webhook = new Webhook(
            id, member, wish.Url, wish.Types is null ? null : [.. wish.Types], vault.Wrap(id, secret), Former: null,
            wish.From ?? await Size(ct), Attempts: 0, now, Fault: null, now);
        await webhooks.Add(webhook, ct);
        return (webhook, WebhookMessage.SecretPrefix + Convert.ToBase64String(secret), null);
    }

    /// <summary>Sends a test to the receiver of a webhook. What the receiver did stands in <c>Fault</c>: null where it took it.</summary>
    /// <returns>Not <c>Is</c> where the member has no such webhook.</returns>
    public async Task<(bool Is, string? Fault, Outcome.Refused? Refused)> Test(string id, Member member, CancellationToken ct) =>
        await webhooks.Find(id, member, ct) is not { } webhook ? (false, null, null)
        : vault is null ? (true, null, JournalRules.VaultIsClosed)
        : (true, await sender.Test(webhook, ct), null);

    public static Outcome.Refused NoPosition() =>
        Refuse("FIELD-FROM", "The field from has to be a position of the log, 0 or greater.", "字段 from 须为日志位置，0 或以上。");

    private Outcome.Refused? Refusal(RegisterWebhook wish) =>
        !WebhookUrl.IsSound(wish.Url, settings.AllowPrivateAddresses)
            ? Refuse("FIELD-URL", $"The field url has to be an https URL of the public internet of at most {WebhookUrl.Longest} characters, without user and fragment.", $"字段 url 须为公网 https 地址，至多 {WebhookUrl.Longest} 个字符，不含用户信息和片段。")
        : wish.Types is { } types && (types.Count is 0 or > MostTypes || !types.All(KnownTypes.Contains))
            ? Refuse("FIELD-TYPES", $"The field types has to name 1 to {MostTypes} event types that there are.", $"字段 types 须为 1 至 {MostTypes} 个已有的事件类型。")
        : wish.From < 0 ? NoPosition()
        : null;

    private async Task<long> Size(CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return (await EntryQuery.Head(connection, ct)).Size.Value;
    }

    private static Outcome.Refused Refuse(string rule, string english, string chinese) => new(rule, new Sentence(english, chinese));
}
