using System.ComponentModel;
using GraphQL;
using Projections.Streams;

namespace PublicApi.Registry;

[Name("StatusChange")]
[Description("From an instant on something stood so. 自某一时刻起的状态。")]
public sealed class PublicStatusChange(StatusChange change)
{
    [Description("The status, as the entries call it. 状态（与公开条目所用词一致）。")]
    public string Status => change.Status;

    [Description("The instant from which it holds. 生效时刻。")]
    public DateTimeOffset EffectiveFrom => change.EffectiveFrom;

    [Description("Why, as a code; null where the entry gives none. 原因代码；条目未载明时为空。")]
    public string? ReasonCode => change.ReasonCode;

    [Description("Position of the entry that says so. 所依据条目的位置。")]
    public long Position => change.Position;
}
