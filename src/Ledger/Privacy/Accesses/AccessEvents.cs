using Ledger.Deciding;

namespace Ledger.Privacy.Accesses;

/// <summary>A fact about who read the confidential values of one subject. Stream <c>access-SUBJECT</c>. It is recorded in the
/// name of the provincial platform, which runs the vault: who read is for the subject's owner to know.</summary>
public abstract record AccessEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>Confidential values are about to be shown: recorded before they are.</summary>
/// <param name="ReaderNode">The node that reads.</param>
/// <param name="ReaderRole">Role of its member, one of the member roles.</param>
/// <param name="FieldCount">How many confidential fields the subject's events have, those without a value and erased ones
/// too: the number tells nobody what is there.</param>
/// <param name="Purpose">One of <see cref="AccessPurposes"/>.</param>
[EventType("access.logged")]
public sealed record AccessLogged(
    Envelope Envelope,
    [Alliance] string ReaderNode,
    [Alliance] string ReaderRole,
    [Public] int FieldCount,
    [Public] string Purpose) : AccessEvent(Envelope);

/// <summary>What confidential values are read for. A closed list: a free text would be public.</summary>
public static class AccessPurposes
{
    public static readonly IReadOnlySet<string> All =
        new HashSet<string> { "service_delivery", "callback", "complaint", "inspection", "legal_duty", "subject_request" };
}

/// <summary>Nothing that a later decision needs; the events are the history.</summary>
public sealed record AccessState : StreamState<AccessState>
{
    public const string Prefix = "access-";

    public static string StreamOf(string subject) => Prefix + subject;

    protected override AccessState Apply(LedgerEvent fact) => fact is AccessLogged ? this : throw NotEvolved(fact);
}
