using Ledger.Tests.Disclosures;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Exports;

/// <summary>The service over <see cref="OfferedServices"/>, for tests that only read.</summary>
public sealed class OfferedNetwork(Cluster cluster) : IAsyncLifetime
{
    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await OfferedServices.Serve(cluster);

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
