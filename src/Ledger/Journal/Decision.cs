using Ledger.Cases;

namespace Ledger.Journal;

/// <summary>What a decider answers: events to append, or a refusal with the rule that forbids the command.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>The command stands. No events means that it changed nothing: it had been carried out before.</summary>
    public sealed record Accepted(IReadOnlyList<CaseEvent> Events) : Decision;

    /// <summary>The command is forbidden. <paramref name="Rule"/> is a stable public code, such as <c>INV-03</c>.</summary>
    public sealed record Refused(string Rule, string Reason) : Decision;

    public static readonly Decision Nothing = new Accepted([]);

    public static Decision Accept(params IReadOnlyList<CaseEvent> events) => new Accepted(events);

    public static Decision Refuse(string rule, string reason) => new Refused(rule, reason);
}
