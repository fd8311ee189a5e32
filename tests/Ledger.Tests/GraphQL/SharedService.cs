using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

/// <summary>A service for all tests of a class that record nothing.</summary>
/// <param name="start">Starts it.</param>
public abstract class SharedService(Func<Task<TestServer>> start) : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await start();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Server.DisposeAsync();
    }
}

/// <summary>Over a ledger with nothing in it.</summary>
public sealed class EmptyService(Cluster cluster) : SharedService(() => TestServer.Start(cluster));
