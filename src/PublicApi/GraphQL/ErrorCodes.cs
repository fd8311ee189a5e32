using GraphQL;
using GraphQL.Execution;
using Npgsql;

namespace PublicApi.GraphQL;

/// <summary>Codes in <c>extensions.code</c> of our own errors. Those of the GraphQL specification are the library's.</summary>
public static class ErrorCodes
{
    /// <summary>The HTTP request is not a GraphQL request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>An argument is of the right type and not allowed.</summary>
    public const string BadArgument = "BAD_ARGUMENT";

    /// <summary>The log never had the state that is asked for.</summary>
    public const string NoSuchState = "NO_SUCH_STATE";

    /// <summary>The log had the state that is asked for, and this is not known of it; what is told of the past is exact.</summary>
    public const string StateNotKept = "STATE_NOT_KEPT";

    /// <summary>The document asks for what this endpoint does not do.</summary>
    public const string InvalidOperation = "INVALID_OPERATION";

    /// <summary>No document is known under the hash: send it once with its hash.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>The address or member asks too often; the header Retry-After says when to go on, on a WebSocket extensions.retryAfter.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>A limit of <see cref="Limits"/> is passed.</summary>
    public const string LimitExceeded = "LIMIT_EXCEEDED";

    /// <summary>A subscription ends: its reader was too slow. <c>extensions.after</c> is the position to go on after.</summary>
    public const string Lagged = "LAGGED";

    /// <summary>A subscription ends: its reader is no member in force any more.</summary>
    public const string NoLongerMember = "NO_LONGER_MEMBER";

    /// <summary>The answer took longer than <see cref="Limits.Time"/>.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>A fault of ours. It is logged; nothing of it is told.</summary>
    public const string Internal = "INTERNAL";
}

/// <summary>What an error tells the world. The library would tell the type of an exception that nobody foresaw.</summary>
internal sealed class PublicErrors() : ErrorInfoProvider(options => options.ExposeCodes = false)
{
    public override ErrorInfo GetInfo(ExecutionError executionError) => executionError switch
    {
        TimeoutError or { InnerException: PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } } =>
            Fixed($"the answer took longer than {Limits.Time.TotalSeconds} seconds", ErrorCodes.Timeout),
        UnhandledError => Fixed("internal error", ErrorCodes.Internal),
        _ => base.GetInfo(executionError),
    };

    private static ErrorInfo Fixed(string message, string code) => new()
    {
        Message = message,
        Extensions = new Dictionary<string, object?> { ["code"] = code },
    };
}
