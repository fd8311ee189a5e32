using System.ComponentModel;

namespace PublicApi.GraphQL;

/// <summary>The root fields; each area adds its own in its folder.</summary>
[Description("What the public may ask. 公众可以查询的内容。")]
public sealed partial class Query
{
    private Query()
    {
    }
}
