using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;

namespace PublicApi.Http;

/// <summary>The body of every command: who acts and when, and the command itself. Times RFC 3339 with an offset.</summary>
/// <param name="Node">Code of the platform or provider in whose name it is recorded.</param>
/// <param name="ActorRole">Role of the person or program that acts, never a name.</param>
/// <param name="Channel">How the act reached the network, one of <see cref="Channels"/>.</param>
/// <param name="OccurredAt">Business time; left out when it is now.</param>
public sealed record CommandBody<T>(string Node, string ActorRole, string Channel, T Command, DateTimeOffset? OccurredAt = null);

/// <summary>What a command led to.</summary>
/// <param name="Stream">Id of the stream it was about, such as <c>case-…</c>.</param>
/// <param name="Version">How many events the stream has after it; also the ETag.</param>
/// <param name="EventIds">For receipts: <c>GET /log/receipt/ID</c>.</param>
public sealed record CommandAnswer(string Stream, long Version, IReadOnlyList<Guid> EventIds);

/// <summary>
/// One endpoint a command. <c>Idempotency-Key</c> is required: the same key gives the first answer again and stores
/// nothing. <c>If-Match</c> may name the version the caller saw last.
/// </summary>
internal static class CommandEndpoints
{
    // Longer than any sound commit; a caller that waits this long hears "unknown" while the commit goes on.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <summary>A command on something that exists: <c>POST /area/{key}/path</c>.</summary>
    public static void MapChange<TState, TCommand>(this RouteGroupBuilder area, string path)
        where TState : StreamState<TState>, new()
        where TCommand : Command<TState> =>
        area.MapPost($"/{{key}}/{path}", (string key, HttpContext http, CommandJournal journal, TimeProvider clock) =>
            Run<TState, TCommand>(Stream<TState>(key), mayBegin: false, http, journal, clock));

    /// <summary>A command that may begin something under a key that the caller chooses: <c>POST /area/{key}[/path]</c>.</summary>
    public static void MapBegin<TState, TCommand>(this RouteGroupBuilder area, string path = "")
        where TState : StreamState<TState>, new()
        where TCommand : Command<TState> =>
        area.MapPost($"/{{key}}/{path}".TrimEnd('/'), (string key, HttpContext http, CommandJournal journal, TimeProvider clock) =>
            Run<TState, TCommand>(Stream<TState>(key), mayBegin: true, http, journal, clock));

    /// <summary>Reads, decides, commits and answers one command on one stream.</summary>
    public static async Task<IResult> Run<TState, TCommand>(
        string stream, bool mayBegin, HttpContext http, CommandJournal journal, TimeProvider clock)
        where TState : StreamState<TState>, new()
        where TCommand : Command<TState>
    {
        var request = await CommandRequest<TCommand>.Read(http, clock);
        return request.Problem ?? await Execute<TState, TCommand>(stream, mayBegin, request, journal);
    }

    public static async Task<IResult> Execute<TState, TCommand>(
        string stream, bool mayBegin, CommandRequest<TCommand> request, CommandJournal journal)
        where TState : StreamState<TState>, new()
        where TCommand : Command<TState>
    {
        if (!StreamIds.IsSound(stream))
        {
            return Problems.NotFound();
        }

        Decision Decide(TState state, Network network) => state.Exists || mayBegin
            ? request.Command.DecideOn(state, new Act(stream, request.Envelope, network, NewSalt))
            : Problems.Absent;

        return await journal.Execute<TState>(
            stream, request.Expected, request.Envelope.CommandId, request.Envelope.CommandHash, Decide, Deadline) switch
        {
            Outcome.Done done => new Answered(new CommandAnswer(stream, done.Appended.Version.Value, done.Appended.EventIds)),
            Outcome.Refused refused => Problems.Refused(refused),
            Outcome.Stale stale => Problems.Stale(stale.Actual),
            _ => Problems.Unknown(),
        };
    }

    private static byte[] NewSalt() => System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);

    // A caller may name a stream by its key or by its whole id, as answers give it.
    private static string Stream<TState>(string key) =>
        Areas.For<TState>().Prefix is var prefix && key.StartsWith(prefix, StringComparison.Ordinal) ? key : prefix + key;

    private sealed class Answered(CommandAnswer answer) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.ETag = $"\"{answer.Version}\"";
            return httpContext.Response.WriteAsJsonAsync(answer, JournalJson.Options, httpContext.RequestAborted);
        }
    }
}
