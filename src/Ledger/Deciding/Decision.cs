namespace Ledger.Deciding;

/// <summary>A sentence for people, in both languages of the network.</summary>
/// <param name="English">One sentence, ended by a full stop.</param>
/// <param name="Chinese">The same, ended by 。</param>
public sealed record Sentence(string English, string Chinese);

/// <summary>What a decider answers: events to append, or a refusal with the rule that forbids the command.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>The command stands. No events means that it changed nothing: it had been carried out before.</summary>
    public sealed record Accepted(IReadOnlyList<LedgerEvent> Events) : Decision;

    /// <summary>The command is forbidden. <paramref name="Rule"/> is a stable public code, such as <c>INV-03</c>.</summary>
    public sealed record Refused(string Rule, Sentence Reason) : Decision;

    public static readonly Decision Nothing = new Accepted([]);

    public static Decision Accept(params IReadOnlyList<LedgerEvent> events) => new Accepted(events);

    public static Decision Refuse(string rule, string english, string chinese) => new Refused(rule, new Sentence(english, chinese));
}
