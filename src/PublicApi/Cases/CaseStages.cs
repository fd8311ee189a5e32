using System.ComponentModel;

namespace PublicApi.Cases;

[Description("Where a case stands, in short. 案件状态（概括）。")]
public enum CaseStatus
{
    [Description("Being worked on. 办理中。")]
    Open,

    [Description("The service was delivered. 已办结。")]
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

    [Description("Accepted. 已受理。")]
    Accepted,

    [Description("Offered to another platform. 转派中。")]
    Referred,

    [Description("Taken over by another platform. 已由其他平台承接。")]
    Assigned,

    [Description("Delivery has begun. 服务中。")]
    InDelivery,

    [Description("Delivered. 已完成。")]
    Delivered,

    [Description("Delivered, and the requester agrees. 请求人已确认完成。")]
    Confirmed,

    [Description("The requester says it was not delivered. 请求人有异议。")]
    Disputed,

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
        (CaseStage.Accepted, "accepted", CaseStatus.Open),
        (CaseStage.Referred, "referred", CaseStatus.Open),
        (CaseStage.Assigned, "assigned", CaseStatus.Open),
        (CaseStage.InDelivery, "in_delivery", CaseStatus.Open),
        (CaseStage.Delivered, "delivered", CaseStatus.Closed),
        (CaseStage.Confirmed, "confirmed", CaseStatus.Closed),
        (CaseStage.Disputed, "disputed", CaseStatus.Open),
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
