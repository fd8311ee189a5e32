using System.Net;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Http;
using Ledger.Tests.Store;

namespace Ledger.Tests.Registry;

public sealed class PlatformEndpointsTests(Cluster cluster)
{
    private const string Province = """{"name":"四川省中小企业服务平台","kind":"provincial","region_code":"510000","cluster_code":null,"hotline":"028-12345"}""";
    private const string Window = """{"name":"绵阳窗口","kind":"comprehensive_window","region_code":"510700","cluster_code":null,"hotline":"0816-12345"}""";

    [Fact]
    public async Task A_network_begins_with_the_province_and_grows_by_it()
    {
        await using var service = await TestServer.Start(cluster);

        var early = await Post(service, "/platforms/SC-510700", "SC", Window);
        var first = await Post(service, "/platforms/SC", "SC", Province);
        var second = await Post(service, "/platforms/SC", "SC", Province);
        var window = await Post(service, "/platforms/SC-510700", "SC", Window);
        var byWindow = await Post(service, "/platforms/SC-510700/open", "SC-510700", """{"opened_on":"2026-01-05"}""");
        var opened = await Post(service, "/platforms/SC-510700/open", "SC", """{"opened_on":"2026-01-05"}""");
        var opening = await Post(service, "/platforms/SC-510700/open", "SC", """{"opened_on":"2026-01-05"}""");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INV-13"), early);
        Assert.Equal((HttpStatusCode.OK, null), first);
        Assert.Equal((HttpStatusCode.Conflict, "EXISTS"), second);
        Assert.Equal((HttpStatusCode.OK, null), window);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INV-13"), byWindow);
        Assert.Equal((HttpStatusCode.OK, null), opened);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "INV-03"), opening);
        Assert.Equal(4, await service.Ledger.Count("journal.registry_event"));
    }

    private static async Task<(HttpStatusCode, string?)> Post(TestServer service, string path, string node, string command)
    {
        var reply = await service.Command(path, node, command);
        return (reply.Status, reply.Rule);
    }
}
