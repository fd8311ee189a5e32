using Ledger.Journal;
using Ledger.Vault;
using Ledger.Webhooks;
using Microsoft.Extensions.Options;
using Npgsql;
using Projections.Transparency;
using PublicApi.Alliance;
using PublicApi.Feed;

namespace PublicApi.Webhooks;

/// <summary>
/// Takes entries to receivers: those of one webhook one after the other, in order of position; several webhooks beside each
/// other. An entry counts as taken once its receiver said so, and only then is the next one sent: so at least once, and
/// none is passed over.
/// </summary>
internal sealed class Deliveries(
    WebhookTable webhooks,
    DeadLetterTable letters,
    AllianceAccess access,
    WebhookSender sender,
    [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader,
    IOptions<WebhookSettings> settings,
    IOptions<FeedSettings> feed,
    TimeProvider clock,
    VaultTable? vault = null)
{
    // Of one webhook in a round, so that others have their turn.
    private const int EntriesAtATime = 100;

    private const int WebhooksAtATime = 8;

    // A receiver that is slow, though in time, leaves the others their turn.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan PauseOfOneNotInForce = TimeSpan.FromMinutes(1);

    /// <summary>Sends what is due.</summary>
    /// <returns>Whether anything was.</returns>
    public async Task<bool> Round(CancellationToken ct)
    {
        if (vault is null)
        {
            return false;
        }

        var size = await Size(ct);
        var due = await webhooks.Due(clock.GetUtcNow(), size, ct);
        var again = (await letters.Due(clock.GetUtcNow(), ct)).GroupBy(letter => letter.WebhookId).ToList();
        var together = new ParallelOptions { MaxDegreeOfParallelism = WebhooksAtATime, CancellationToken = ct };
        await Parallel.ForEachAsync(due, together, async (webhook, _) => await Tell(webhook, size, ct));
        await Parallel.ForEachAsync(again, together, async (asked, _) => await SendAgain(asked, ct));
        return due.Count + again.Count > 0;
    }

    // What a signed checkpoint covers, as for all readers.
    private async Task<long> Size(CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return feed.Value.OnlySigned
            ? (await PublishedLog.Checkpoint(connection, ct))?.Size.Value ?? 0
            : (await EntryQuery.Head(connection, ct)).Size.Value;
    }

    private async Task Tell(Webhook webhook, long size, CancellationToken ct)
    {
        var next = webhook.NextPosition;
        if (!await access.IsInForce(webhook.Owner, ct))
        {
            await webhooks.Postpone(
                webhook.Id, next, webhook.Attempts, clock.GetUtcNow() + PauseOfOneNotInForce, "its member is not in force", ct);
            return;
        }

        var (attempts, began) = (webhook.Attempts, clock.GetTimestamp());
        foreach (var logged in await Entries(next, size, ct))
        {
            var position = logged.Entry.Position.Value;
            if (webhook.Wants(logged.Entry.Type))
            {
                // What nobody asked for is behind it before it is sent: a failure is of this position.
                if (position > next && !await webhooks.Advance(webhook.Id, next, position, ct))
                {
                    return;
                }

                next = position;
                if (!await Deliver(webhook, logged, attempts, ct) || clock.GetElapsedTime(began) > LongestTurn)
                {
                    return;
                }

                (next, attempts) = (position + 1, 0);
            }
            else if (position == size - 1 || position == webhook.NextPosition + EntriesAtATime - 1)
            {
                await webhooks.Advance(webhook.Id, next, position + 1, ct);
            }
        }
    }

    /// <returns>Whether the next entry may follow at once.</returns>
    private async Task<bool> Deliver(Webhook webhook, LoggedEntry logged, int attempts, CancellationToken ct)
    {
        var position = logged.Entry.Position.Value;
        if (await sender.Tell(webhook, logged, ct) is not { } fault)
        {
            return await webhooks.Advance(webhook.Id, position, position + 1, ct);
        }

        var pauses = settings.Value.Pauses;
        if (attempts < pauses.Count)
        {
            await webhooks.Postpone(webhook.Id, position, attempts + 1, clock.GetUtcNow() + pauses[attempts], fault, ct);
            return false;
        }

        return await webhooks.Bury(new DeadLetter(
            webhook.Id, position, logged.Entry.EventId, attempts + 1, fault, clock.GetUtcNow(), DueAt: null), ct);
    }

    private async Task SendAgain(IGrouping<string, DeadLetter> asked, CancellationToken ct)
    {
        var began = clock.GetTimestamp();
        if (await webhooks.Find(asked.Key, ct) is not { } webhook || !await access.IsInForce(webhook.Owner, ct))
        {
            return;
        }

        foreach (var letter in asked.TakeWhile(_ => clock.GetElapsedTime(began) <= LongestTurn))
        {
            var logged = (await Entries(letter.Position, letter.Position + 1, ct)).Single();
            await (await sender.Tell(webhook, logged, ct) is { } fault
                ? letters.Rest(letter, fault, clock.GetUtcNow(), ct)
                : letters.Taken(letter, ct));
        }
    }

    private async Task<List<LoggedEntry>> Entries(long from, long size, CancellationToken ct)
    {
        await using var connection = await reader.OpenConnectionAsync(ct);
        return await EntryQuery.After(connection, from - 1, (int)Math.Min(EntriesAtATime, size - from), ct);
    }
}
