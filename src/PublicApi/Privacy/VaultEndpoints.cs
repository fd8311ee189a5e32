using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Members;
using Ledger.Privacy.Accesses;
using Ledger.Privacy.Redactions;
using Ledger.Registry;
using Ledger.Transparency;
using Ledger.Vault;
using Npgsql;
using PublicApi.Http;
using PublicApi.Members;

namespace PublicApi.Privacy;

/// <summary>What a province says to erase.</summary>
/// <param name="Ground">One of <see cref="RedactionGrounds"/>.</param>
public sealed record EraseSubject(string Ground);

/// <summary>One reading of a subject's confidential values.</summary>
/// <param name="At">UTC, to the millisecond.</param>
public sealed record Access(Guid EventId, DateTimeOffset At, string Node, string Role, string Purpose, int FieldCount);

/// <summary>
/// The confidential values of a subject, for the node answerable for it and the province, and who has read them. To everybody
/// else the answer is that of a subject that does not exist. Every reading is an event before it is an answer.
/// </summary>
internal sealed class VaultEndpoints(
    VaultTable? vault, Eraser eraser, CommandJournal journal, TimeProvider clock, NpgsqlDataSource writer)
{
    // As for commands: longer than any sound commit.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>Role under which the vault itself records.</summary>
    private const string Recorder = "vault";

    public static void Map(RouteGroupBuilder members)
    {
        var subjects = members.MapGroup("/vault/{subject}").AddEndpointFilter(static (context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        subjects.MapGet("", (string subject, HttpContext http, VaultEndpoints endpoints) => endpoints.Open(subject, http));
        subjects.MapGet("/accesses", (string subject, HttpContext http, VaultEndpoints endpoints) => endpoints.Accesses(subject, http));
        subjects.MapPost("/erase", (string subject, HttpContext http, VaultEndpoints endpoints) => endpoints.Erase(subject, http));
    }

    private async Task<IResult> Open(string stream, HttpContext http)
    {
        if (http.Request.Query["purpose"] is not [{ } purpose] || !AccessPurposes.All.Contains(purpose))
        {
            return Problems.Refused(new Outcome.Refused("FIELD-PURPOSE", new Sentence(
                $"The query parameter purpose has to be one of {string.Join(", ", AccessPurposes.All)}.",
                $"查询参数 purpose 须为下列之一：{string.Join("、", AccessPurposes.All)}。")));
        }

        if (await Find(stream, http) is not { } found)
        {
            return Problems.NotFound();
        }

        if (vault is null)
        {
            return Problems.Refused(JournalRules.VaultIsClosed);
        }

        // Read first, so that the event has the number of what is about to be shown; shown only when the event stands.
        var values = await vault.Open(writer, stream, http.RequestAborted);
        var count = found.Subject.CountFields(values);
        return (count == 0 ? null : await Log(stream, found, count, purpose)) switch
        {
            null or Outcome.Done => Results.Json(
                new { subject = stream, values = values.Select(value => new { value.EventId, value.Field, value.Value, value.Salt }) },
                JournalJson.Options),
            Outcome.Refused refused => Problems.Refused(refused),
            _ => Problems.Unknown(),
        };
    }

    private async Task<Outcome> Log(string stream, (Subject Subject, Member Member) found, int count, string purpose)
    {
        var member = found.Member;
        var node = await eraser.Province(CancellationToken.None) ?? member.Node;
        var now = Instants.ToMillisecond(clock.GetUtcNow());
        var envelope = new Envelope(now, now, node, Recorder, Channels.Online, $"access-{Guid.NewGuid()}", CausationId: null);
        var command = new LogAccess(
            found.Subject.OwnerNode, member.Node, member.Role, member.Role == MemberRoles.Province, count, purpose);
        var log = AccessState.StreamOf(stream);
        return await journal.Execute<AccessState>(
            log,
            expected: null,
            envelope.CommandId,
            commandHash: null,
            (state, seen) => command.DecideOn(state, new Act(log, envelope, seen, () => throw new InvalidOperationException("A reading seals nothing."))),
            Deadline);
    }

    private async Task<IResult> Accesses(string stream, HttpContext http)
    {
        if (await Find(stream, http) is null)
        {
            return Problems.NotFound();
        }

        var log = await Subject.Find(writer, AccessState.StreamOf(stream), http.RequestAborted);
        return Results.Json(
            new
            {
                subject = stream,
                accesses = (log?.Facts ?? []).Select(stored => (stored.Id, Fact: (AccessLogged)stored.Fact)).Select(stored => new Access(
                    stored.Id,
                    stored.Fact.Envelope.RecordedAt,
                    stored.Fact.ReaderNode,
                    stored.Fact.ReaderRole,
                    stored.Fact.Purpose,
                    stored.Fact.FieldCount)),
            },
            JournalJson.Options);
    }

    private async Task<IResult> Erase(string stream, HttpContext http)
    {
        var member = RequireMember.Of(http);
        var (request, problem) = CommandRequest<EraseSubject>.Read(
            await CommandInput.Read(http, member),
            http.RequestServices.GetRequiredService<CaseIds>().CommandHashes,
            Instants.ToMillisecond(clock.GetUtcNow()));
        if (request is null)
        {
            return problem!;
        }

        if (member.Role != MemberRoles.Province)
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "Only the province erases.", "只有省服务平台可以删除。");
        }

        if (!StreamIds.IsSound(stream))
        {
            return Problems.NotFound();
        }

        var (done, refused) = await eraser.Erase(
            stream, request.Command.Ground, request.Envelope.Node, request.Envelope.ActorRole, request.Envelope.Channel);
        return refused is not null ? Problems.Refused(refused) : Results.Json(done, JournalJson.Options);
    }

    // Null alike when there is no such subject and when the member may not know of it.
    private async Task<(Subject Subject, Member Member)?> Find(string stream, HttpContext http) =>
        StreamIds.IsSound(stream)
        && http.Features.Get<Member>() is { } member
        && await Subject.Find(writer, stream, http.RequestAborted) is { } subject
        && member.ActsFor(subject.OwnerNode)
            ? (subject, member)
            : null;
}
