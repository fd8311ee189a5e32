using Ledger.Deciding;

namespace Ledger.Privacy.Consents;

/// <summary>A fact about one consent of a person or an enterprise. Stream <c>consent-KEY</c>; the key must lead to nobody.</summary>
public abstract record ConsentEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <param name="Subject">Stream id of the case or enterprise whose data it is about.</param>
/// <param name="Scopes">What is consented to, of <see cref="ConsentScopes"/>; seen by members only.</param>
/// <param name="ScopeText">The words of the consent.</param>
[EventType("privacy.consent_granted")]
public sealed record ConsentGranted(
    Envelope Envelope, [Alliance] string Subject, [Alliance] IReadOnlyList<string> Scopes, Sealed ScopeText) : ConsentEvent(Envelope);

/// <summary>The consent ends. What was done under it stands.</summary>
/// <param name="Scopes">What is withdrawn: all that was granted.</param>
/// <param name="Reason">The subject's own words, if any.</param>
[EventType("privacy.consent_withdrawn")]
public sealed record ConsentWithdrawn(Envelope Envelope, [Alliance] IReadOnlyList<string> Scopes, Sealed Reason) : ConsentEvent(Envelope);

/// <summary>What a subject can consent to (domain.md 5.5 request.submitted, 5.8 rule 3).</summary>
public static class ConsentScopes
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "share_alliance", "public_naming", "callback", "public_comment" };
}

/// <summary>What decisions need to know about a consent.</summary>
public sealed record ConsentState : StreamState<ConsentState>
{
    public const string Prefix = "consent-";

    public string OwnerNode { get; init; } = "";

    public string Subject { get; init; } = "";

    /// <summary>What is consented to now.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    protected override ConsentState Apply(LedgerEvent fact) => fact switch
    {
        ConsentGranted e => this with { OwnerNode = e.Envelope.Node, Subject = e.Subject, Scopes = e.Scopes },
        ConsentWithdrawn => this with { Scopes = [] },
        _ => throw NotEvolved(fact),
    };
}
