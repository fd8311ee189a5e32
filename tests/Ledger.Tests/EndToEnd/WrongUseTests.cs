using System.Net;
using System.Net.Sockets;
using Ledger.Tests.Store;

namespace Ledger.Tests.EndToEnd;

/// <summary>The command line, asked for what it cannot do.</summary>
public sealed class WrongUseTests(Cluster cluster)
{
    [Fact]
    public async Task A_file_or_an_address_that_cannot_be_used_is_named_in_a_sentence()
    {
        await using var ledger = await TestLedger.Create(cluster);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";
        foreach (var (arguments, code, named) in new (string[] Arguments, int Code, string Named)[]
        {
            (["evaluate", "--seeded", "/nowhere/seeded.json"], 1, "'/nowhere/seeded.json'"),
            (["serve", "--urls", address], 1, address),
            (["serve", "--urls", "nonsense"], 2, "--urls is an address such as http://127.0.0.1:8080"),
        })
        {
            var (exitCode, output, errors) = await Product.Run(ledger.ConnectionString, arguments);
            Assert.Equal((arguments[0], code), (arguments[0], exitCode));
            Assert.Contains(named, errors, StringComparison.Ordinal);
            Assert.DoesNotContain("Unhandled", output + errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_goes_by_the_name_of_ledger()
    {
        var (code, output, _) = await Product.Run("unused", "evaluate", "--help");
        Assert.Equal(0, code);
        Assert.Contains("ledger evaluate [options]", output, StringComparison.Ordinal);
        Assert.Matches(@"^\d+\.\d+", (await Product.Run("unused", "--version")).Output);
    }
}
