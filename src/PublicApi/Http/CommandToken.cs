using System.Security.Cryptography;
using System.Text;

namespace PublicApi.Http;

/// <summary>
/// Commands need the bearer token of the service. It stands in until members have tokens of their own.
/// </summary>
internal sealed class CommandToken(string token) : IEndpointFilter
{
    private const string Scheme = "Bearer ";

    private readonly byte[] expected = Hash(token);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var header = context.HttpContext.Request.Headers.Authorization.ToString();
        if (header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..]), expected))
        {
            return await next(context);
        }

        context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(StatusCodes.Status401Unauthorized, "A command needs the bearer token of the service.", "命令须带本服务的访问令牌。");
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
