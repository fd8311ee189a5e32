using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using PublicApi.Http;

namespace PublicApi.Members;

/// <summary>Token buckets, in the memory of each process: commands and what the alliance is asked by member, token requests by address.</summary>
internal sealed class RateLimits(MemberSettings settings) : IDisposable
{
    /// <summary>Keyed by member id.</summary>
    public PartitionedRateLimiter<string> Commands { get; } =
        Buckets(settings.CommandBurst, settings.CommandsPerSecond, TimeSpan.FromSeconds(1));

    /// <summary>Keyed by <see cref="Caller"/>.</summary>
    public PartitionedRateLimiter<string> Tokens { get; } =
        Buckets(settings.TokensPerMinute, settings.TokensPerMinute, TimeSpan.FromMinutes(1));

    /// <summary>The address that a request comes from; of IPv6 its first 64 bits, which one customer has to itself.</summary>
    public static string Caller(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
        {
            return "";
        }

        return address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString()
            : address.MapToIPv4().ToString();
    }

    /// <summary>Whole seconds after which a lease that was refused can be had; at least one.</summary>
    public static long SecondsToWait(RateLimitLease lease) =>
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)) : 1;

    /// <summary>429 with the seconds to wait (RFC 9110 section 10.2.3).</summary>
    public static Problem Refuse(HttpContext http, RateLimitLease lease)
    {
        http.Response.Headers.RetryAfter = SecondsToWait(lease).ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status429TooManyRequests, "Too many requests: wait as long as Retry-After says.", "请求过多：请按 Retry-After 所示时间等待。");
    }

    /// <summary>Holds token requests to their rate before any work is done on them.</summary>
    public static void UseOnTokens(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.Path.StartsWithSegments(TokenServer.TokenPath))
        {
            using var lease = http.RequestServices.GetRequiredService<RateLimits>().Tokens.AttemptAcquire(Caller(http));
            if (!lease.IsAcquired)
            {
                await Refuse(http, lease).ExecuteAsync(http);
                return;
            }
        }

        await next(http);
    });

    public void Dispose()
    {
        Commands.Dispose();
        Tokens.Dispose();
    }

    private static PartitionedRateLimiter<string> Buckets(int burst, int refill, TimeSpan period) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Min(refill, burst),
            ReplenishmentPeriod = period,
            QueueLimit = 0,
            AutoReplenishment = true,
        }));
}
