using Ledger.Journal;

namespace PublicApi.Http;

/// <summary>Refusals, conflicts and faults as RFC 9457 problem details. No text of a fault leaks.</summary>
internal static class Problems
{
    /// <summary>Code of the refusal that there is no such case: 404 instead of 422.</summary>
    public const string NoSuchCase = "NO-SUCH-CASE";

    public static IResult Of(int status, string detail) => Results.Problem(detail, statusCode: status);

    public static IResult Refused(Outcome.Refused refused) => Results.Problem(
        refused.Reason,
        statusCode: refused.Rule == NoSuchCase ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity,
        extensions: new Dictionary<string, object?> { ["rule"] = refused.Rule });

    public static IResult Stale(StreamVersion actual) => Results.Problem(
        $"The case is at version {actual}, not at the version that If-Match names.",
        statusCode: StatusCodes.Status412PreconditionFailed,
        extensions: new Dictionary<string, object?> { ["version"] = actual.Value });

    public static IResult Unknown() => Of(
        StatusCodes.Status504GatewayTimeout,
        "Unknown: the commit was still under way when the time for this answer was over. Repeat with the same Idempotency-Key.");
}
