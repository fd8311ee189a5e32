using Ledger.Members;

namespace Ledger.Webhooks;

/// <summary>Where a member wants to be told of public entries, and how far it was told. Instants UTC.</summary>
/// <param name="Owner">Who registered it; it is told as long as it is a member in force.</param>
/// <param name="Types">Event types that are asked for; null for all.</param>
/// <param name="Secret">As it is stored: encrypted.</param>
/// <param name="Former">The secret before the last rotation, which signs beside the new one for a time; null for none.</param>
/// <param name="NextPosition">Position of the entry that comes next.</param>
/// <param name="Attempts">Attempts at that entry that failed.</param>
/// <param name="DueAt">When the next attempt is due.</param>
/// <param name="Fault">What was wrong with the last attempt; null after one that went well.</param>
public sealed record Webhook(
    string Id,
    Member Owner,
    string Url,
    string[]? Types,
    byte[] Secret,
    FormerSecret? Former,
    long NextPosition,
    int Attempts,
    DateTimeOffset DueAt,
    string? Fault,
    DateTimeOffset CreatedAt)
{
    public bool Wants(string type) => Types is null || Types.Contains(type);
}

/// <param name="Until">First instant at which it no longer signs.</param>
public sealed record FormerSecret(byte[] Secret, DateTimeOffset Until);

/// <summary>An entry that a receiver did not take in all the attempts there are.</summary>
/// <param name="DueAt">When it is sent again; null while nobody asked for that.</param>
public sealed record DeadLetter(
    string WebhookId, long Position, Guid EventId, int Attempts, string Fault, DateTimeOffset FailedAt, DateTimeOffset? DueAt);
