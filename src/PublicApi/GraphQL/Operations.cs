using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.RateLimiting;
using GraphQL;
using GraphQL.Transport;
using GraphQL.Validation;
using GraphQLParser.AST;
using PublicApi.Feed;
using PublicApi.Members;

namespace PublicApi.GraphQL;

/// <summary>What becomes of a request.</summary>
internal abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>One answer, which may be a refusal.</summary>
    /// <param name="Result">How it went; of an answer that was kept, only that it went well.</param>
    /// <param name="Json">The answer as it is sent.</param>
    public sealed record Once(ExecutionResult Result, ReadOnlyMemory<byte> Json) : Reply;

    /// <summary>A subscription: each result as JSON, made when it is asked for.</summary>
    public sealed record Live(IAsyncEnumerable<ReadOnlyMemory<byte>> Results) : Reply;
}

/// <summary>The transport of the request does not carry such an operation.</summary>
internal sealed class OperationNotHere : ValidationError
{
    public OperationNotHere(OperationType operation)
        : base(
            operation == OperationType.Mutation
                ? "Only queries and subscriptions are answered."
                : "A subscription is answered as text/event-stream or on a WebSocket.") => Code = ErrorCodes.InvalidOperation;
}

/// <summary>For whom requests are run, where that is not everybody.</summary>
/// <param name="Key">The same for those who may see the same.</param>
/// <param name="Prepare">Tells the parts of a request who asks.</param>
/// <param name="Take">Takes an operation from its rate.</param>
internal sealed record Audience(string Key, Action<IServiceProvider> Prepare, Func<RateLimitLease> Take);

/// <summary>Runs requests of one schema, the same for every transport.</summary>
internal sealed partial class Operations(
    IDocumentExecuter executer,
    IServiceScopeFactory scopes,
    IGraphQLTextSerializer serializer,
    Documents documents,
    Answers answers,
    SharedResults shared,
    ILogger<Operations> log)
{
    private readonly AnswerJson answerJson = new(serializer);

    /// <summary>For whom; null for everybody.</summary>
    public Audience? Audience { get; private init; }

    /// <summary>The same for one audience: what is made for it is kept for nobody else.</summary>
    public Operations For(Audience audience) => new(executer, scopes, serializer, documents, answers, shared, log) { Audience = audience };

    /// <param name="request">What is asked.</param>
    /// <param name="mayFollow">Whether the transport can carry more than one result.</param>
    /// <param name="ct">Ends the work, that of the database too.</param>
    public async Task<Reply> Run(GraphQLRequest request, bool mayFollow, CancellationToken ct)
    {
        var (document, refusal) = await documents.Find(request);
        if (document is null)
        {
            return Refused(refusal!);
        }

        var kind = document.Operation?.Operation ?? OperationType.Query;
        if (kind == OperationType.Mutation || (kind == OperationType.Subscription && !mayFollow))
        {
            return Refused(new OperationNotHere(kind));
        }

        string? key = null;
        if (Audience is null && document.Operation is not null && Answers.Follows(document.Operation))
        {
            key = Documents.KeyOf(document, request, request.Variables);
            if (await answers.Find(key, ct) is { } kept)
            {
                return new Reply.Once(new ExecutionResult { Executed = true }, kept);
            }
        }

        return await Execute(document, request, key, kind, ct);
    }

    private async Task<Reply> Execute(KnownDocument document, GraphQLRequest request, string? key, OperationType kind, CancellationToken ct)
    {
        // A scope of its own, so that a client that reads slowly holds no snapshot of the database.
        await using var scope = scopes.CreateAsyncScope();
        var cost = scope.ServiceProvider.GetRequiredService<RequestCost>();
        cost.Document = document;
        Audience?.Prepare(scope.ServiceProvider);
        var result = await executer.ExecuteAsync(new ExecutionOptions
        {
            Document = document.Tree,
            Query = document.Text,
            OperationName = request.OperationName,
            Variables = request.Variables,
            RequestServices = scope.ServiceProvider,
            UserContext = new Dictionary<string, object?> { [nameof(Audience)] = Audience },

            // A subscription has no end; what each of its results costs is bounded by the size of a batch.
            Timeout = kind == OperationType.Subscription ? Timeout.InfiniteTimeSpan : Limits.Time,
            CancellationToken = ct,
        });
        CapErrors(result);
        if (result.Executed)
        {
            documents.Keep(document, request);
        }

        if (result.Streams?.Values.SingleOrDefault() is { } stream)
        {
            var source = scope.ServiceProvider.GetRequiredService<LiveSource>();
            return new Reply.Live(Follow(stream, source, Audience?.Key + SharedResults.KeyOf(request, document), ct));
        }

        cost.AddTo(result);
        var json = Write(result);
        if (key is not null && result is { Executed: true, Errors: null } && answers.AskedBefore(key))
        {
            answers.Keep(key, await scope.ServiceProvider.GetRequiredService<LedgerSnapshot>().End(ct), json);
        }

        return new Reply.Once(result, json);
    }

    /// <summary>The refusal of an operation for which there was no room in its rate.</summary>
    public Reply TooMany(RateLimitLease lease) => Refused(new ExecutionError("Too many operations.")
    {
        Code = ErrorCodes.RateLimited,
        Extensions = new Dictionary<string, object?> { ["retryAfter"] = RateLimits.SecondsToWait(lease) },
    });

    private Reply.Once Refused(ExecutionError refusal)
    {
        var result = new ExecutionResult { Errors = [refusal] };
        return new Reply.Once(result, Write(result));
    }

    public ReadOnlyMemory<byte> Write(ExecutionResult result)
    {
        if (AnswerJson.CanWrite(result))
        {
            return answerJson.Write(result);
        }

        using var json = new MemoryStream();
        // Completes at once: a memory stream never waits.
        serializer.WriteAsync(json, result).GetAwaiter().GetResult();
        return json.GetBuffer().AsMemory(0, (int)json.Length);
    }

    /// <summary>The errors alone, as a list.</summary>
    public ReadOnlyMemory<byte> WriteErrors(ExecutionErrors errors)
    {
        using var answer = JsonDocument.Parse(Write(new ExecutionResult { Errors = errors }));
        return JsonSerializer.SerializeToUtf8Bytes(answer.RootElement.GetProperty("errors"));
    }

    private static void CapErrors(ExecutionResult result)
    {
        if (result.Errors is { Count: > Limits.Errors } errors)
        {
            result.Errors = [.. errors.Take(Limits.Errors)];
        }
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> Follow(
        IObservable<ExecutionResult> stream, LiveSource source, string key, [EnumeratorCancellation] CancellationToken ct)
    {
        var results = new ResultOf();
        using var subscribed = stream.Subscribe(results);
        await using var items = source.Items!.GetAsyncEnumerator(ct);
        while (true)
        {
            var (isThere, end) = await MoveNext(items);
            if (end is not null)
            {
                yield return Write(new ExecutionResult { Errors = [end] });
            }

            if (!isThere)
            {
                yield break;
            }

            yield return await shared.Of(items.Current, key, () => Make(items.Current), ct);
        }

        async Task<ReadOnlyMemory<byte>> Make(IShared item)
        {
            var made = results.Next();
            source.Push(item);
            var result = await made;
            CapErrors(result);
            return Write(result);
        }
    }

    private async ValueTask<(bool IsThere, ExecutionError? End)> MoveNext(IAsyncEnumerator<IShared> items)
    {
        try
        {
            return (await items.MoveNextAsync(), null);
        }
        catch (LiveEndException told)
        {
            return (false, new ExecutionError(told.Message)
            {
                Code = told.Code,
                Extensions = told.GoOnAfter is { } after ? new Dictionary<string, object?> { ["after"] = after } : null,
            });
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(log, fault);
            return (false, new ExecutionError("internal error") { Code = ErrorCodes.Internal });
        }
    }

    [LoggerMessage(LogLevel.Error, "A live stream failed.")]
    private static partial void LogFault(ILogger log, Exception fault);

    /// <summary>The result of the item pushed last.</summary>
    private sealed class ResultOf : IObserver<ExecutionResult>
    {
        private TaskCompletionSource<ExecutionResult> next = new();

        public Task<ExecutionResult> Next() =>
            (next = new TaskCompletionSource<ExecutionResult>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void OnNext(ExecutionResult value) => next.TrySetResult(value);

        public void OnError(Exception error) => next.TrySetException(error);

        public void OnCompleted() => next.TrySetCanceled();
    }
}
