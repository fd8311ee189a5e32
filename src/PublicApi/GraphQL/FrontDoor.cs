using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.RateLimiting;
using PublicApi.Feed;

namespace PublicApi.GraphQL;

/// <summary>How often an address may ask. Bound from the section <c>PublicRequests</c>, so from <c>PublicRequests__Burst</c>.</summary>
public sealed class RequestRate
{
    /// <summary>Requests that an address may make at once, after it was quiet.</summary>
    public int Burst { get; set; } = 2_000;

    /// <summary>Requests a second that it may go on with. 0 sets no limit.</summary>
    public int PerSecond { get; set; } = 200;
}

/// <summary>What stands before the public endpoint: origins and rates.</summary>
internal static class FrontDoor
{
    public const string Policy = "public";

    public static void AddFrontDoor(this IServiceCollection services, IConfiguration configuration)
    {
        var rate = configuration.GetSection("PublicRequests").Get<RequestRate>() ?? new RequestRate();
        services.AddCors(cors => cors.AddPolicy(Policy, Share));
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = Reject;
            limiter.AddPolicy(Policy, http => Limit(http, rate));
        });
    }

    // Everything here is public, so any page may read it; and nothing here knows who asks, so none needs credentials.
    private static void Share(CorsPolicyBuilder policy) => policy
        .AllowAnyOrigin().WithMethods("GET", "POST").WithHeaders("Accept", "Content-Type", "If-None-Match")
        .WithExposedHeaders("ETag", "Retry-After").SetPreflightMaxAge(TimeSpan.FromHours(1));

    private static RateLimitPartition<string> Limit(HttpContext http, RequestRate rate) => rate.PerSecond <= 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(
            Visitors.Origin(http.Connection.RemoteIpAddress).ToString(),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = rate.Burst,
                TokensPerPeriod = rate.PerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            });

    private static async ValueTask Reject(OnRejectedContext rejected, CancellationToken ct)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
        var response = rejected.HttpContext.Response;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
        await response.WriteAsJsonAsync(
            new { errors = new[] { new { message = "Too many requests from this address.", extensions = new { code = ErrorCodes.RateLimited } } } },
            options: null, $"{Negotiation.Json}; charset=utf-8", ct);
    }
}
