using System.ComponentModel;

namespace PublicApi.Cases;

[Description("Where a case stands, in short. 案件状态（概括）。")]
public enum CaseStatus
{
    [Description("Being worked on. 办理中。")]
    Open,

    [Description("Ended: delivered, answered, closed, or merged with another case. 已办结。")]
    Closed,

    [Description("Not accepted. 不予受理。")]
    Declined,

    [Description("Taken back by the requester. 已撤回。")]
    Withdrawn,
}

[Description("Where a case stands. 案件所处阶段。")]
public enum CaseStage
{
    [Description("Received. 已接收。")]
    Received,

    [Description("The requester was asked for what is missing. 待补正。")]
    AwaitingInfo,

    [Description("Met by an answer at once. 已即时答复。")]
    Answered,

    [Description("Repeats another case, which goes on. 已并案。")]
    Merged,

    [Description("Accepted. 已受理。")]
    Accepted,

    [Description("Offered to another platform. 转派中。")]
    Referred,

    [Description("Taken over by another platform. 已由其他平台承接。")]
    Assigned,

    [Description("Delivery has begun. 服务中。")]
    InDelivery,

    [Description("Delivery rests. 服务已暂停。")]
    Paused,

    [Description("Delivered. 已完成。")]
    Delivered,

    [Description("Delivered, and the requester agrees. 请求人已确认完成。")]
    Confirmed,

    [Description("Delivered, and the requester said nothing in time; no sign of satisfaction. 逾期未反馈，视为确认，不计为满意。")]
    DeemedConfirmed,

    [Description("The requester says it was not delivered. 请求人有异议。")]
    Disputed,

    [Description("Delivery was broken off. 服务已中止。")]
    Aborted,

    [Description("Ended, also after a dispute or a broken off delivery. 已结案。")]
    Closed,

    [Description("Taken up again. 已重新办理。")]
    Reopened,

    [Description("Not accepted. 不予受理。")]
    Declined,

    [Description("Taken back by the requester. 已撤回。")]
    Withdrawn,
}

/// <summary>Between the names of the views and those of the schema.</summary>
internal static class CaseStages
{
    private static readonly (CaseStage Stage, string Name, CaseStatus Status)[] All =
    [
        (CaseStage.Received, "received", CaseStatus.Open),
        (CaseStage.AwaitingInfo, "awaiting_info", CaseStatus.Open),
        (CaseStage.Answered, "answered", CaseStatus.Closed),
        (CaseStage.Merged, "merged", CaseStatus.Closed),
        (CaseStage.Accepted, "accepted", CaseStatus.Open),
        (CaseStage.Referred, "referred", CaseStatus.Open),
        (CaseStage.Assigned, "assigned", CaseStatus.Open),
        (CaseStage.InDelivery, "in_delivery", CaseStatus.Open),
        (CaseStage.Paused, "paused", CaseStatus.Open),
        (CaseStage.Delivered, "delivered", CaseStatus.Closed),
        (CaseStage.Confirmed, "confirmed", CaseStatus.Closed),
        (CaseStage.DeemedConfirmed, "deemed_confirmed", CaseStatus.Closed),
        (CaseStage.Disputed, "disputed", CaseStatus.Open),
        (CaseStage.Aborted, "aborted", CaseStatus.Open),
        (CaseStage.Closed, "closed", CaseStatus.Closed),
        (CaseStage.Reopened, "reopened", CaseStatus.Open),
        (CaseStage.Declined, "declined", CaseStatus.Declined),
        (CaseStage.Withdrawn, "withdrawn", CaseStatus.Withdrawn),
    ];

    public static CaseStage Parse(string name) => All.Single(row => row.Name == name).Stage;

    public static CaseStatus StatusOf(CaseStage stage) => All.Single(row => row.Stage == stage).Status;

    /// <summary>Names of the stages that a filter lets through; null when it asks for none in particular.</summary>
    public static string[]? Names(CaseStatus? status, CaseStage? stage) => status is null && stage is null
        ? null
        : [.. All.Where(row => row.Status == (status ?? row.Status) && row.Stage == (stage ?? row.Stage)).Select(row => row.Name)];
}
