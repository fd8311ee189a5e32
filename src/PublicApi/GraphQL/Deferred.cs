using GraphQL.DataLoader;

namespace PublicApi.GraphQL;

/// <summary>A value that is made once all other fields of the level have said what they need, so that all of it is read at once.</summary>
internal sealed class Deferred<T>(Func<CancellationToken, Task<T>> make) : IDataLoaderResult<T>
{
    public Task<T> GetResultAsync(CancellationToken cancellationToken = default) => make(cancellationToken);

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await make(cancellationToken);
}
