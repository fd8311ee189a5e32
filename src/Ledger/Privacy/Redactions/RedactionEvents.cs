using Ledger.Deciding;

namespace Ledger.Privacy.Redactions;

/// <summary>A fact about one erasure. Stream <c>erasure-UUID</c>, the UUID random: nothing in it leads to the subject.</summary>
public abstract record RedactionEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>Confidential values were destroyed, with what opened their commitments and the key they were kept under.</summary>
/// <param name="Ground">One of <see cref="RedactionGrounds"/>.</param>
/// <param name="FieldCount">How many values.</param>
/// <param name="ExecutedOn">Day in Asia/Shanghai.</param>
/// <param name="ListDigest">Salted commitment (base64) to the list of the events and fields; list and salt were given to the
/// operator, who can prove to a supervisor what was erased and to nobody else.</param>
[EventType("redaction.executed")]
public sealed record RedactionExecuted(
    Envelope Envelope,
    [Public] string Ground,
    [Public] int FieldCount,
    [Public] DateOnly ExecutedOn,
    [Public] string ListDigest) : RedactionEvent(Envelope);

/// <summary>Why confidential values are erased (PIPL article 47).</summary>
public static class RedactionGrounds
{
    public static readonly IReadOnlySet<string> All =
        new HashSet<string> { "subject_request", "consent_withdrawn", "purpose_achieved", "retention_over", "unlawful_processing", "legal_duty" };
}

/// <summary>Nothing that a later decision needs.</summary>
public sealed record RedactionState : StreamState<RedactionState>
{
    public const string Prefix = "erasure-";

    protected override RedactionState Apply(LedgerEvent fact) => fact is RedactionExecuted ? this : throw NotEvolved(fact);
}
