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
            return Refuse(http, "A command needs the bearer token of a member in force.", "命令须带有效成员的访问令牌。");
        }

        using var lease = limits.Commands.AttemptAcquire(member.Id);
        if (!lease.IsAcquired)
        {
            return RateLimits.Refuse(http, lease);
        }

        http.Features.Set(member);
        return await next(context);
    }

    /// <summary>401, the same whatever is wrong with the credential.</summary>
    public static Problem Refuse(HttpContext http, string english, string chinese)
    {
        // RFC 6750 section 3.1: no error code when the request carried no credential at all.
        http.Response.Headers.WWWAuthenticate = http.Request.Headers.Authorization.Count == 0 ? "Bearer" : "Bearer error=\"invalid_token\"";
        return Problems.Of(StatusCodes.Status401Unauthorized, english, chinese);
    }

    /// <summary>The member that the request is from.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not require one.</exception>
    public static Member Of(HttpContext http) => http.Features.Get<Member>()
        ?? throw new InvalidOperationException("The endpoint requires no member.");
}
