using PublicApi.Demo;

namespace Ledger.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    public void Runs()
    {
        var sim = DemoPlan.Build(1, 1, 10);
        var n = sim.Run().Count();
        TestContext.Current.TestOutputHelper!.WriteLine($"{n}");
        Assert.True(n > 100);
    }
}
