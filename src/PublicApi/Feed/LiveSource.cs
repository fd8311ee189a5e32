namespace PublicApi.Feed;

/// <summary>What a subscription yields. Two of the same key are the same, so what one reader's document makes of it is shared.</summary>
public interface IShared
{
    string Key { get; }

    /// <summary>About how many bytes a result that tells all of it has.</summary>
    long Bytes { get; }
}

/// <summary>
/// Hands the stream that a subscription's field opens to the transport. GraphQL.NET pushes what it observes, at whatever
/// pace; here the transport takes one item, pushes it through the document, sends the result and only then takes the next.
/// So a slow client slows its own stream, and nothing is held for it.
/// </summary>
public sealed class LiveSource
{
    private Action<IShared>? push;

    internal IAsyncEnumerable<IShared>? Items { get; private set; }

    /// <summary>Opens the one stream of a request.</summary>
    public IObservable<T> Open<T>(IAsyncEnumerable<T> items)
        where T : class, IShared
    {
        Items = items;
        return new Observable<T>(this);
    }

    internal void Push(IShared item) => push!(item);

    private sealed class Observable<T>(LiveSource source) : IObservable<T>, IDisposable
        where T : class, IShared
    {
        public IDisposable Subscribe(IObserver<T> observer)
        {
            source.push = item => observer.OnNext((T)item);
            return this;
        }

        public void Dispose() => source.push = _ => { };
    }
}
