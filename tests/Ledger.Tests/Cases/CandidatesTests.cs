using System.Net.Http.Headers;
using System.Text.Json;
using Ledger.Cases;
using Ledger.Catalogue.CodeLists;
using Ledger.Registry;
using Ledger.Registry.Platforms;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Store;

namespace Ledger.Tests.Cases;

public sealed class CandidatesTests(Cluster cluster)
{
    private static readonly Dictionary<string, int> Idle = [];

    [Fact]
    public void County_comes_before_city_before_the_rest()
    {
        Assert.Equal([By.Provider, By.OwnerNode, By.OtherNode], Codes("510104"));
        Assert.Equal([By.OtherNode, By.Provider, By.OwnerNode], Codes("510700"));
        var first = Rank("510104", Idle)[0];
        Assert.Equal((1, "provider", By.OwnerNode, true, "same_county"), (first.Rank, first.Kind, first.NodeId, first.SameCounty, first.DistanceBand));
    }

    [Fact]
    public void Among_equals_distance_then_load_then_code_decides()
    {
        Assert.Equal([By.Provider, By.OwnerNode, By.OtherNode], Codes("511500"));
        Assert.Equal([By.OwnerNode, By.Provider, By.OtherNode], Codes("510100", new() { [By.Provider] = 3, [By.OwnerNode] = 2 }));
        Assert.Equal(
            [(By.OtherNode, "within_100_km"), (By.Provider, "beyond_200_km"), (By.OwnerNode, "unknown")],
            Rank("511500", Idle, (from, _) => from switch { "510700" => 100, "510104" => 201, _ => null }).Select(one => (one.Code, one.DistanceBand)));
    }

    // A degree of the equator is 6,371.009 km x pi / 180 = 111.195 km.
    [Fact]
    public void Distances_follow_from_the_list_of_regions_in_force()
    {
        var network = SampleNetwork.With("codelist-region", new CodeListPublished(
            SampleNetwork.At("regions"), 1, [Item("510100", 0), Item("510700", 1_000_000)], By.Now, "by hand"));

        Assert.Equal(111, Candidates.Kilometres(network, By.Now)("510100", "510700"));
        Assert.Null(Candidates.Kilometres(network, By.Now)("510100", "511500"));
        Assert.Null(Candidates.Kilometres(network, By.Now.AddDays(-1))("510100", "510700"));

        static CodeItem Item(string code, int longitude) => new(code, code, null, null, null, 0, longitude);
    }

    [Fact]
    public void Nobody_who_is_closed_not_admitted_or_of_another_category_is_a_candidate()
    {
        var closed = SampleNetwork.With(PlatformState.StreamOf(By.OtherNode), new PlatformSuspended(SampleNetwork.At("s"), By.Now, "R"));

        Assert.DoesNotContain(
            Candidates.Rank(closed, new Need("TRAIN", "510700", null), By.Now, Idle, Unknown), one => one.Code == By.OtherNode);
        Assert.Equal([By.OwnerNode], Candidates.Rank(
            SampleNetwork.Network, new Need("GUIDE", "510700", null), By.Now, Idle, Unknown).Select(one => one.Code));
        Assert.Empty(Candidates.Rank(Network.Empty, new Need("TRAIN", "510700", null), By.Now, Idle, Unknown));
    }

    [Fact]
    public async Task Members_ask_for_candidates_and_an_offer_stores_where_its_choice_stood()
    {
        await using var service = await TestServer.Start(cluster);
        await SampleNetwork.Write(service.Ledger);

        var found = await Ask(service, "?service=TRAIN-01&region=510700");

        Assert.Equal("NEARBY-1", found.GetProperty("rule_id").GetString());
        Assert.Equal(
            [By.OtherNode, By.Provider, By.OwnerNode],
            found.GetProperty("candidates").EnumerateArray().Select(one => one.GetProperty("code").GetString()!));
        Assert.Equal(404, await Status(service, "?service=NONE&region=510700"));
        Assert.Equal(404, await Status(service, "?case=case-none"));
        Assert.Equal(400, await Status(service, "?service=TRAIN-01"));
        Assert.Equal(400, await Status(service, ""));
        Assert.Equal(401, (int)(await service.Client.GetAsync(new Uri("/referrals/candidates?case=x", UriKind.Relative))).StatusCode);
    }

    private static IEnumerable<string> Codes(string region, Dictionary<string, int>? load = null) => Rank(region, load ?? Idle).Select(one => one.Code);

    private static IReadOnlyList<Candidate> Rank(string region, Dictionary<string, int> load, Func<string, string, int?>? kilometres = null) =>
        Candidates.Rank(SampleNetwork.Network, new Need("TRAIN", region, null), By.Now, load, kilometres ?? Unknown);

    private static async Task<JsonElement> Ask(TestServer service, string query)
    {
        using var answer = await Get(service, query);
        return await TestServer.Json(answer);
    }

    private static async Task<int> Status(TestServer service, string query)
    {
        using var answer = await Get(service, query);
        return (int)answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> Get(TestServer service, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/referrals/candidates" + query);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await service.Token());
        return await service.Client.SendAsync(request);
    }

    private static int? Unknown(string from, string to) => null;
}
