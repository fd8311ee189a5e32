using System.ComponentModel;

namespace PublicApi.GraphQL;

[Description("Where a page ends. 分页信息。")]
public sealed class PageInfo(bool hasNextPage, string? endCursor)
{
    [Description("Whether more follow. 其后是否还有数据。")]
    public bool HasNextPage => hasNextPage;

    [Description("Give it as `after` to get what follows. 作为 after 参数传入即得下一页。")]
    public string? EndCursor => endCursor;
}
