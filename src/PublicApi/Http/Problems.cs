using Ledger.Deciding;
using Ledger.Journal;

namespace PublicApi.Http;

/// <summary>Refusals, conflicts and faults in words. No text of a fault leaks.</summary>
internal static class Problems
{
    /// <summary>The decision on a command about something that does not exist.</summary>
    public static readonly Decision.Refused Absent =
        (Decision.Refused)Decision.Refuse(CommonRules.NotFound, "There is no such record.", "没有该记录。");

    public static Problem Of(int status, string english, string chinese) => new(status, new Sentence(english, chinese));

    public static Problem NotFound() => Refused(new Outcome.Refused(Absent.Rule, Absent.Reason));

    /// <summary>404 for what is not there, 409 for what is there already, 422 with the rule's code for everything else.</summary>
    public static Problem Refused(Outcome.Refused refused) => new(
        refused.Rule switch
        {
            CommonRules.NotFound => StatusCodes.Status404NotFound,
            CommonRules.Exists => StatusCodes.Status409Conflict,
            JournalRules.NoVault => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status422UnprocessableEntity,
        },
        refused.Reason,
        refused.Rule);

    public static Problem Stale(StreamVersion actual) => new(
        StatusCodes.Status412PreconditionFailed,
        new Sentence(
            $"The record is at version {actual}, not at the version that If-Match names.", $"该记录的版本为 {actual}，与 If-Match 所指不符。"),
        version: actual.Value);

    public static Problem Unknown() => Of(
        StatusCodes.Status504GatewayTimeout,
        "Unknown: the commit was still under way when the time for this answer was over. Repeat with the same Idempotency-Key.",
        "结果未知：应答时限已到而提交仍在进行。请用相同的 Idempotency-Key 重试。");
}
