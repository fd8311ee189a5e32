using GraphQL;
using GraphQL.Execution;
using PublicApi.GraphQL;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PublicApi.Feed;

/// <summary>Makes each result of a subscription in a scope of its own, prepared for whoever the subscription is for. The scope of
/// the request itself ends when the stream begins.</summary>
internal sealed class ResultScopes(IServiceScopeFactory scopes) : SubscriptionExecutionStrategy(new RowStrategy())
{
    protected override ExecutionContext CloneExecutionContext(ExecutionContext context, CancellationToken token)
    {
        var clone = base.CloneExecutionContext(context, token);
        clone.RequestServices = null;
        return clone;
    }

    protected override async ValueTask<ExecutionResult> ProcessDataAsync(ExecutionContext context, ExecutionNode node, object? value)
    {
        await using var scope = scopes.CreateAsyncScope();
        (context.UserContext.TryGetValue(nameof(Audience), out var audience) ? audience as Audience : null)?.Prepare(scope.ServiceProvider);
        context.RequestServices = scope.ServiceProvider;
        return await base.ProcessDataAsync(context, node, value);
    }
}
