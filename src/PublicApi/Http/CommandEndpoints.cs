using System.Net.Mime;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;
using Microsoft.AspNetCore.Http.Metadata;
using PublicApi.Members;

namespace PublicApi.Http;

/// <summary>The body of every command: who acts and when, and the command itself. Times RFC 3339 with an offset.</summary>
/// <param name="Node">Code of the platform or provider in whose name it is recorded.</param>
/// <param name="ActorRole">Role of the person or program that acts, never a name.</param>
/// <param name="Channel">How the act reached the network, one of <see cref="Channels"/>.</param>
/// <param name="OccurredAt">Business time; left out when it is now. A signed command says it.</param>
/// <param name="Stream">Of a signed command that begins a case: the id the signer chose, <c>case-</c> and a UUID of version 4 or 7.</param>
/// <param name="Salts">Of a signed command: 32 random bytes in base64 for each member of which only a commitment is signed.</param>
public sealed record CommandBody<T>(
    string Node,
    string ActorRole,
    string Channel,
    T Command,
    DateTimeOffset? OccurredAt = null,
    string? Stream = null,
    IReadOnlyDictionary<string, string>? Salts = null);

/// <summary>What a command led to.</summary>
/// <param name="Stream">Id of the stream it was about, such as <c>case-…</c>.</param>
/// <param name="Version">How many events the stream has after it; also the ETag.</param>
/// <param name="EventIds">For receipts: <c>GET /log/receipt/ID</c>.</param>
public sealed record CommandAnswer(string Stream, long Version, IReadOnlyList<Guid> EventIds);

/// <summary>What a route does with a command; on the endpoint, so that a batch finds it by its path.</summary>
/// <param name="Command">The command's record.</param>
/// <param name="Run">Key from the path (empty where the path has none) and what came in, to the reply.</param>
internal sealed record CommandRoute(Type Command, Func<CommandRunner, string, CommandInput, Task<Reply>> Run);

/// <summary>
/// One endpoint a command. <c>Idempotency-Key</c> is required: the same key gives the first answer again and stores
/// nothing. <c>If-Match</c> may name the version the caller saw last.
/// </summary>
internal static class CommandEndpoints
{
    /// <summary>A command on something that exists: <c>POST /area/{key}/path</c>.</summary>
    /// <param name="area">Group of the area.</param>
    /// <param name="path">What comes after the key.</param>
    /// <param name="prepare">Adds what only the service knows, from what is published.</param>
    public static void MapChange<TState, TCommand>(
        this RouteGroupBuilder area, string path, Func<CommandSite, TCommand, Task<TCommand>>? prepare = null)
        where TState : StreamState<TState>, new()
        where TCommand : Command<TState> => area.MapKeyed<TState, TCommand>(path, mayBegin: false, prepare);

    /// <summary>A command that may begin something under a key that the caller chooses: <c>POST /area/{key}[/path]</c>.</summary>
    /// <param name="done">What the service does once the command is carried out: stream, command.</param>
    /// <inheritdoc cref="MapChange"/>
    public static void MapBegin<TState, TCommand>(
        this RouteGroupBuilder area,
        string path = "",
        Func<CommandSite, TCommand, Task<TCommand>>? prepare = null,
        Func<string, TCommand, Task>? done = null)
        where TState : StreamState<TState>, new()
        where TCommand : Command<TState> => area.MapKeyed<TState, TCommand>(path, mayBegin: true, prepare, done);

    /// <summary>A command that begins something whose key the ledger gives: <c>POST /area</c>.</summary>
    /// <param name="area">Group of the area.</param>
    /// <param name="streamOf">The stream id, the same for a repeated command.</param>
    public static void MapNew<TState, TCommand>(this RouteGroupBuilder area, Func<CommandRequest<TCommand>, CaseIds, string> streamOf)
        where TState : StreamState<TState>, new()
        where TCommand : Command<TState> =>
        area.MapRoute<TCommand>("", (runner, _, input) => runner.Run<TState, TCommand>(input, streamOf, mayBegin: true));

    private static void MapKeyed<TState, TCommand>(
        this RouteGroupBuilder area, string path, bool mayBegin, Func<CommandSite, TCommand, Task<TCommand>>? prepare,
        Func<string, TCommand, Task>? done = null)
        where TState : StreamState<TState>, new()
        where TCommand : Command<TState> =>
        area.MapRoute<TCommand>($"/{{key}}/{path}".TrimEnd('/'), (runner, key, input) =>
            runner.Run<TState, TCommand>(input, (_, _) => Stream<TState>(key), mayBegin, prepare, done));

    private static void MapRoute<TCommand>(
        this RouteGroupBuilder area, string pattern, Func<CommandRunner, string, CommandInput, Task<Reply>> run)
    {
        var route = new CommandRoute(typeof(TCommand), run);

        // A plain delegate, which needs no code made for its parameters at the start; the description asks for the method.
        RequestDelegate serve = async http => await (await Answer(route, http)).ExecuteAsync(http);
        area.MapPost(pattern, serve)
            .WithMetadata(
                route,
                serve.Method,
                new AcceptsMetadata([MediaTypeNames.Application.Json], typeof(CommandBody<TCommand>)),
                new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(CommandAnswer), [MediaTypeNames.Application.Json]))
            .WithName(typeof(TCommand).Name);
    }

    private static async Task<Reply> Answer(CommandRoute route, HttpContext http) =>
        !http.Request.HasJsonContentType()
            ? Problems.Of(StatusCodes.Status415UnsupportedMediaType, "A command is sent as application/json.", "命令须以 application/json 发送。")
            : await route.Run(
                http.RequestServices.GetRequiredService<CommandRunner>(),
                http.GetRouteValue("key") as string ?? "",
                await CommandInput.Read(http, RequireMember.Of(http)));

    // A caller may name a stream by its key or by its whole id, as answers give it.
    private static string Stream<TState>(string key) =>
        Areas.For<TState>().Prefix is var prefix && key.StartsWith(prefix, StringComparison.Ordinal) ? key : prefix + key;
}
