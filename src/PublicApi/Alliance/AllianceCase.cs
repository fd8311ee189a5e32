using System.ComponentModel;
using GraphQL;
using Ledger.Alliance;
using Ledger.Cases;
using PublicApi.GraphQL;

namespace PublicApi.Alliance;

[Name("AllianceCase")]
[Description("What the events of a case say to the members it concerns: those that brought it in, own it or were asked about it, and the province. 案件对相关成员（首接、承办、被转介方及省平台）可见的内容。")]
public sealed class AllianceCase
{
    private readonly CaseHistory history;

    internal AllianceCase(CaseHistory history) => this.history = history;

    private RequestSubmitted Submitted => (RequestSubmitted)history.Events[0].Fact;

    [Description("The one id under which the network knows the call or visit. 联系记录编号。")]
    public string? ContactId => Submitted.ContactId;

    [Description("Stream id of the enterprise, where it is known. 企业编号（已知时）。")]
    public string? EnterpriseId => Submitted.EnterpriseId;

    [Description("What the requester allows. 请求人的授权。")]
    public AllianceConsent? Consent => Submitted.Consent is { } consent ? new(consent) : null;

    [Description("The record of another system that it was imported from. 导入来源记录。")]
    public AllianceSource? Source => Submitted.Source is { } source ? new(source) : null;

    [Description("Why it was declined, in the words of the office; null where it was not. 不予受理的具体理由。")]
    public string? DeclineReason => Last<RequestDeclined>()?.ReasonText;

    [Description("Referrals, in the order in which they were offered. 转介，按发出顺序。")]
    public IEnumerable<AllianceReferral> Referrals => All<ReferralOffered>().Select(found => new AllianceReferral(found.Fact, history));

    [Description("Deliveries, in the order in which they were begun. 服务，按开始顺序。")]
    public IEnumerable<AllianceDelivery> Deliveries => All<DeliveryStarted>().Select(found => new AllianceDelivery(found.Fact, history));

    [Description("Quotes, in the order in which they were given. 报价，按时间顺序。")]
    public IEnumerable<AllianceQuote> Quotes => All<FeeQuoted>().Select(found => new AllianceQuote(found.Fact, history));

    [Description("Payments, in the order in which they were made. 付款，按时间顺序。")]
    public IEnumerable<AlliancePayment> Payments => All<FeePaid>().Select(found => new AlliancePayment(found.Fact));

    [Description("Its events, oldest first, each with what it says to the alliance. 案件事件及其联盟级内容，自早至晚。")]
    public IEnumerable<AllianceEvent> Events(
        [PageSize][Description("How many events, 1 to 100. 条数，1至100。")] int first = 20,
        [Description("The version after which to begin. 起始序号（不含）。")] long? after = null) =>
        history.Events.Where(stored => stored.Version > (after ?? 0)).Take(first).Select(stored => new AllianceEvent(stored));

    private T? Last<T>()
        where T : CaseEvent => All<T>().LastOrDefault().Fact;

    private IEnumerable<(long Version, T Fact)> All<T>()
        where T : CaseEvent => history.Events.Where(stored => stored.Fact is T).Select(stored => (stored.Version, (T)stored.Fact));
}

[Name("AllianceEvent")]
[Description("An event of a case, with what it says to the alliance. 案件事件及其联盟级内容。")]
public sealed class AllianceEvent
{
    private readonly HistoryEvent stored;

    internal AllianceEvent(HistoryEvent stored) => this.stored = stored;

    [Id]
    [Description("The event's own id. 事件编号。")]
    public string EventId => stored.Id.ToString();

    [Description("What happened, such as request.submitted. 事件类型。")]
    public string Type => Ledger.Journal.EventCatalogue.For(stored.Fact).Name;

    [Description("Number of the event within its case, from 1. 在案件中的序号，从1起。")]
    public long Version => stored.Version;

    [Description("When it happened. 发生时间。")]
    public DateTimeOffset OccurredAt => stored.Fact.Envelope.OccurredAt;

    [Description("When the ledger recorded it. 记录时间。")]
    public DateTimeOffset RecordedAt => stored.Fact.Envelope.RecordedAt;

    [Description("The node in whose name it was recorded. 记录节点。")]
    public string Node => stored.Fact.Envelope.Node;

    [Description("Its fields of class alliance, as canonical JSON (RFC 8785); the public ones stand in the entry. 联盟级字段（规范化JSON）；公开字段见公开条目。")]
    public string Fields => AllianceFields.Write(stored.Fact);
}

[Name("AllianceConsent")]
[Description("What the requester allows. 请求人的授权。")]
public sealed class AllianceConsent(RequesterConsent consent)
{
    [Description("Members that help may see what was said. 可向协办成员提供。")]
    public bool ShareAlliance => consent.ShareAlliance;

    [Description("The enterprise may be named. 可公开企业名称。")]
    public bool PublicNaming => consent.PublicNaming;

    [Description("It may be called back. 可回访。")]
    public bool Callback => consent.Callback;
}

[Name("AllianceSource")]
[Description("The record of another system that an imported case stands for. 导入案件的来源记录。")]
public sealed class AllianceSource(SourceReference source)
{
    [Description("Name that the importer gave the system. 来源系统。")]
    public string System => source.System;

    [Description("The record's id there. 来源记录编号。")]
    public string Id => source.Id;

    [Description("The system's own time of the account that was taken. 来源更新时间。")]
    public DateTimeOffset UpdatedAt => source.UpdatedAt;
}
