using System.Collections.Immutable;
using System.Security.Cryptography;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;
using Ledger.Transparency;
using Npgsql;

namespace PublicApi.Http;

/// <summary>Where a command is to act, as far as it is known before anything is decided.</summary>
/// <param name="Reader">Connections in the role <see cref="Roles.Reader"/>.</param>
/// <param name="Node">In whose name; the credential says so, but not yet whether it may.</param>
/// <param name="Stream">What it is about.</param>
internal sealed record CommandSite(NpgsqlDataSource Reader, string Node, string Stream);

/// <summary>Takes a command from the bytes that came in to the reply.</summary>
internal sealed class CommandRunner(
    CommandJournal journal, CaseIds ids, TimeProvider clock, [FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader)
{
    // Longer than any sound commit; a caller that waits this long hears "unknown" while the commit goes on.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <param name="input">What came in.</param>
    /// <param name="streamOf">The stream it is about.</param>
    /// <param name="mayBegin">Whether the command may begin a stream; else an absent one is answered 404.</param>
    /// <param name="prepare">Adds to the command what only the service knows, from what is published; null for nothing.</param>
    /// <param name="done">Follows on the command once it is carried out; null for nothing.</param>
    public async Task<Reply> Run<TState, TCommand>(
        CommandInput input,
        Func<CommandRequest<TCommand>, CaseIds, string> streamOf,
        bool mayBegin,
        Func<CommandSite, TCommand, Task<TCommand>>? prepare = null,
        Func<string, TCommand, Task>? done = null)
        where TState : StreamState<TState>, new()
        where TCommand : Command<TState>
    {
        var (request, problem) = CommandRequest<TCommand>.Read(input, ids.CommandHashes, Instants.ToMillisecond(clock.GetUtcNow()));
        if (request is null)
        {
            return problem!;
        }

        var stream = streamOf(request, ids);
        if (!StreamIds.IsSound(stream))
        {
            return Problems.NotFound();
        }

        var signing = request.Signing;
        if (signing?.Stream is not null && signing.Stream != stream)
        {
            return Problems.Refused(CommandSigning.OtherStream);
        }

        if ((signing is null ? request.Envelope : signing.Sign(typeof(TCommand).Name, stream, request.Envelope)) is not { } envelope)
        {
            return CommandSigning.NoStatement;
        }

        var command = prepare is null ? request.Command : await prepare(new(reader, request.Envelope.Node, stream), request.Command);
        Decision Decide(TState state, Network network) => state.Exists || mayBegin
            ? command.DecideOn(state, new Act(stream, envelope, network, NewSalt) { Salts = signing?.Salts ?? NoSalts })
            : Problems.Absent;

        var outcome = await journal.Execute<TState>(
            stream, request.Expected, request.Envelope.CommandId, request.Envelope.CommandHash, Decide, Deadline);
        if (outcome is Outcome.Done && done is not null)
        {
            await done(stream, command);
        }

        return outcome switch
        {
            Outcome.Done { Appended: var appended } => new Answered(new CommandAnswer(stream, appended.Version.Value, appended.EventIds)),
            Outcome.Refused refused => Problems.Refused(refused),
            Outcome.Stale stale => Problems.Stale(stale.Actual),
            _ => Problems.Unknown(),
        };
    }

    private static readonly ImmutableDictionary<string, byte[]> NoSalts = ImmutableDictionary<string, byte[]>.Empty;

    private static byte[] NewSalt() => RandomNumberGenerator.GetBytes(32);
}
