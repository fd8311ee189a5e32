using Ledger.Members;
using PublicApi.Http;

namespace PublicApi.Members;

/// <summary>Lets only members in force send commands, each within its rate, and tells the command who it is from.</summary>
internal sealed class RequireMember(MemberAccess access, RateLimits limits)
{
    // Around the endpoints and not a filter of theirs: for a filter each of them would be compiled anew at the start of the service.
    public void Around(IEndpointConventionBuilder endpoints) => endpoints.Add(endpoint =>
    {
        var next = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = http => Admit(http, next);
    });

    private async Task Admit(HttpContext http, RequestDelegate next)
    {
        if (await access.Find(http) is not { } member)
        {
            await Refuse(http, "This needs the bearer token of a member in force.", "须带有效成员的访问令牌。").ExecuteAsync(http);
            return;
        }

        using var lease = limits.Commands.AttemptAcquire(member.Id);
        if (!lease.IsAcquired)
        {
            await RateLimits.Refuse(http, lease).ExecuteAsync(http);
            return;
        }

        http.Features.Set(member);
        await next(http);
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
