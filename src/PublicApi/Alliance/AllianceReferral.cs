using System.ComponentModel;
using GraphQL;
using Ledger.Alliance;
using Ledger.Cases;

namespace PublicApi.Alliance;

[Description("What became of a referral. 转介的处理结果。")]
public enum ReferralAnswer
{
    [Description("It waits. 待答复。")]
    Open,

    [Description("Accepted. 已接受。")]
    Accepted,

    [Description("Rejected. 已拒绝。")]
    Rejected,

    [Description("Nobody answered in time. 逾期未答复。")]
    Expired,

    [Description("Taken back before an answer. 已撤回。")]
    Recalled,
}

[Name("AllianceReferral")]
[Description("A referral, with its context. 转介及其背景。")]
public sealed class AllianceReferral
{
    private readonly ReferralOffered offered;
    private readonly CaseHistory? history;

    internal AllianceReferral(ReferralOffered offered, CaseHistory? history) => (this.offered, this.history) = (offered, history);

    [Id]
    [Description("Its id within the case. 转介编号。")]
    public string ReferralId => offered.ReferralId.ToString();

    [Description("The platform that asks. 发出平台。")]
    public string FromNode => offered.FromNode;

    [Description("The platform that is asked, or at which the provider that is asked works. 接收平台。")]
    public string ToNode => offered.ToNode;

    [Description("The provider that is asked. 接收服务机构。")]
    public string? ToProvider => offered.ToProvider;

    [Description("transfer, co_delivery or information. 类型：转办、协办或知会。")]
    public string Kind => offered.Kind;

    [Description("When it was offered. 发出时间。")]
    public DateTimeOffset OfferedAt => offered.Envelope.OccurredAt;

    [Description("By when an answer is due. 答复期限。")]
    public DateTimeOffset RespondBy => offered.RespondBy;

    [Description("Why, as a code. 原因代码。")]
    public string ReasonCode => offered.ReasonCode;

    [Description("Names of what the addressee gets to see. 向接收方提供的字段。")]
    public IEnumerable<string> SharedFields => offered.SharedFields;

    [Description("What became of it. 处理结果。")]
    public ReferralAnswer Answer => history?.Events.Select(stored => stored.Fact switch
    {
        ReferralAccepted e when e.ReferralId == offered.ReferralId => ReferralAnswer.Accepted,
        ReferralRejected e when e.ReferralId == offered.ReferralId => ReferralAnswer.Rejected,
        ReferralExpired e when e.ReferralId == offered.ReferralId => ReferralAnswer.Expired,
        ReferralRecalled e when e.ReferralId == offered.ReferralId => ReferralAnswer.Recalled,
        _ => ReferralAnswer.Open,
    }).FirstOrDefault(answer => answer != ReferralAnswer.Open) ?? ReferralAnswer.Open;
}

[Name("AllianceDelivery")]
[Description("A delivery of a service. 一次服务。")]
public sealed class AllianceDelivery
{
    private readonly DeliveryStarted started;
    private readonly CaseHistory history;

    internal AllianceDelivery(DeliveryStarted started, CaseHistory history) => (this.started, this.history) = (started, history);

    [Id]
    [Description("Its id within the case. 服务编号。")]
    public string DeliveryId => started.DeliveryId.ToString();

    [Description("Code of the provider. 服务机构。")]
    public string ProviderId => started.ProviderId;

    [Description("When it was begun. 开始时间。")]
    public DateTimeOffset StartedAt => started.Envelope.OccurredAt;

    [Description("Stream id of the agreement under which another than the owner delivers. 所依据的协议编号。")]
    public string? AgreementId => started.AgreementId;

    [Description("How many people took part; null while it is not completed, or where that says nothing. 参与人数。")]
    public int? PersonCount => history.Events.Select(stored => stored.Fact).OfType<DeliveryCompleted>()
        .LastOrDefault(completed => completed.DeliveryId == started.DeliveryId)?.PersonCount;
}
