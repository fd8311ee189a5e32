using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Cors.Infrastructure;
using PublicApi.Feed;
using PublicApi.Members;

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
        services.AddSingleton(new AddressRate(rate));
        services.AddRateLimiter(limiter =>
        {
            limiter.OnRejected = static async (rejected, ct) => await Refuse(rejected.HttpContext, rejected.Lease, "Too many requests from this address.", ct);
            limiter.AddPolicy(Policy, http => Bucket(AddressOf(http), rate));
        });
    }

    // Everything here is public, so any page may read it; and nothing here knows who asks, so none needs credentials.
    private static void Share(CorsPolicyBuilder policy) => policy
        .AllowAnyOrigin().WithMethods("GET", "POST").WithHeaders("Accept", "Content-Type", "If-None-Match")
        .WithExposedHeaders("ETag", "Retry-After").SetPreflightMaxAge(TimeSpan.FromHours(1));

    internal static string AddressOf(HttpContext http) => Visitors.Origin(http.Connection.RemoteIpAddress).ToString();

    internal static RateLimitPartition<string> Bucket(string address, RequestRate rate) => rate.PerSecond <= 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = rate.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        });

    /// <summary>429 with <c>Retry-After</c>, as GraphQL tells an error.</summary>
    internal static Task Refuse(HttpContext http, RateLimitLease lease, string message, CancellationToken ct)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = RateLimits.SecondsToWait(lease).ToString(System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsJsonAsync(
            new { errors = new[] { new { message, extensions = new { code = ErrorCodes.RateLimited } } } },
            options: null, $"{Negotiation.Json}; charset=utf-8", ct);
    }
}

/// <summary>
/// The rate of an address once more, for what the front door does not see: each operation on a WebSocket, and requests without the
/// token of a member where one is needed. Members have rates of their own, and many of them may share an address.
/// </summary>
internal sealed class AddressRate(RequestRate rate) : IDisposable
{
    private readonly PartitionedRateLimiter<string> buckets =
        PartitionedRateLimiter.Create<string, string>(address => FrontDoor.Bucket(address, rate));

    public RateLimitLease Take(HttpContext http) => buckets.AttemptAcquire(FrontDoor.AddressOf(http));

    public void Dispose() => buckets.Dispose();
}
