using System.ComponentModel;
using GraphQL;
using Ledger.Webhooks;

namespace PublicApi.Alliance;

[Name("MemberLimits")]
[Description("How much a member may ask of the service: commands and requests of the alliance together. 成员的调用限额（命令与联盟查询合计）。")]
public sealed class MemberLimits(int burst, int perSecond, long remaining)
{
    [Description("At once, after it was quiet. 瞬时上限。")]
    public int Burst => burst;

    [Description("A second, in the long run. 每秒持续上限。")]
    public int PerSecond => perSecond;

    [Description("Left of the burst now, at the process that answers. 当前剩余次数。")]
    public long Remaining => remaining;
}

[Name("Webhook")]
[Description("Where a member wants to be told of public entries, and how far it was told. 成员登记的推送地址及其进度。")]
public sealed class PublicWebhook
{
    private readonly Webhook webhook;

    internal PublicWebhook(Webhook webhook) => this.webhook = webhook;

    [Id]
    [Description("Its id. 编号。")]
    public string WebhookId => webhook.Id;

    [Description("The receiver. 接收地址。")]
    public string Url => webhook.Url;

    [Description("Event types that are asked for; null for all. 订阅的事件类型；为空则全部。")]
    public IEnumerable<string>? Types => webhook.Types;

    [Description("Position of the entry that comes next. 下一条目的位置。")]
    public long NextPosition => webhook.NextPosition;

    [Description("Attempts at that entry that failed. 该条目已失败的次数。")]
    public int Attempts => webhook.Attempts;

    [Description("When the next attempt is due. 下次推送时间。")]
    public DateTimeOffset DueAt => webhook.DueAt;

    [Description("What was wrong with the last attempt; null after one that went well. 最近一次失败的原因。")]
    public string? Fault => webhook.Fault;
}
