using Ledger.Members;
using PublicApi.Http;

namespace PublicApi.Members;

/// <summary>Lets only members in force send commands, each within its rate, and tells the command who it is from.</summary>
internal sealed class RequireMember(MemberAccess access, RateLimits limits) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await access.Find(http) is not { } member)
        {
            // RFC 6750 section 3.1: no error code when the request carried no credential at all.
            http.Response.Headers.WWWAuthenticate = http.Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
            return Problems.Of(StatusCodes.Status401Unauthorized, "A command needs the bearer token of a member in force.", "命令须带有效成员的访问令牌。");
        }

        using var lease = limits.Commands.AttemptAcquire(member.Id);
        if (!lease.IsAcquired)
        {
            return RateLimits.Refuse(http, lease);
        }

        http.Features.Set(member);
        return await next(context);
    }

    /// <summary>The member that the request is from. False outside of endpoints that require one.</summary>
    public static bool TryGet(HttpContext http, out Member? member) => (member = http.Features.Get<Member>()) is not null;

    /// <summary>
    /// A problem when the request's member may not act for a node, else null. Asked before anything is looked up, so that the
    /// answer is the same whether the thing that the command is about exists or not.
    /// </summary>
    public static IResult? Refuse(HttpContext http, string node) => TryGet(http, out var member) && member!.ActsFor(node)
        ? null
        : Problems.Of(StatusCodes.Status403Forbidden, "The member may not act for this node.", "该成员不得代表此节点。");
}
