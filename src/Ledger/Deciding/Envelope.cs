using System.Text.Json.Serialization;
using Ledger.Transparency;

namespace Ledger.Deciding;

/// <summary>What every stored event carries besides its own facts: when, where, by whom, by which command.</summary>
/// <param name="OccurredAt">Business time, UTC, to the millisecond.</param>
/// <param name="RecordedAt">Time of the append, UTC, to the millisecond; one clock, that of the service.</param>
/// <param name="Node">Code of the platform in whose name the event is recorded. Public.</param>
/// <param name="ActorRole">Role of the person or program that acted, never a person's name. Public.</param>
/// <param name="Channel">How the event reached the ledger, one of <see cref="Channels"/>. Public.</param>
/// <param name="CommandId">Idempotency key of the command that made the event. Seen by members only.</param>
/// <param name="CausationId">The event that led to this one, where there is one. Public.</param>
/// <param name="CommandHash">Keyed hash of what the command said, confidential values left out; tells a repeated command
/// from another one under the same key. None where no caller repeats: imports.</param>
/// <param name="Signature">The member's own signature over the command, where one was given. Public.</param>
public sealed record Envelope(
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string Node,
    string ActorRole,
    string Channel,
    string CommandId,
    Guid? CausationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CommandHash = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CommandSignature? Signature = null);

/// <summary>The ways by which a request or an event reaches the network.</summary>
public static class Channels
{
    public const string Online = "online";
    public const string Call = "call";
    public const string Counter = "counter";
    public const string Mobile = "mobile";
    public const string PartnerApi = "partner_api";
    public const string Import = "import";

    public static readonly IReadOnlySet<string> All =
        new HashSet<string> { Online, Call, Counter, Mobile, PartnerApi, Import };
}
