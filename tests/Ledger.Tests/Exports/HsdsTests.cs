using System.Net;
using System.Text.Json;
using Ledger.Tests.GraphQL;

namespace Ledger.Tests.Exports;

public sealed class HsdsTests(OfferedNetwork offered) : IClassFixture<OfferedNetwork>
{
    // uuid5 of "service/DIGI-01" and so on in the namespace 6b1e1e5c-0a0c-4f0e-9d0a-5a5f3d2f7c11, by another program.
    private const string Digital = "23cbc0d7-66e7-5cd2-993f-b539b389976c";
    private const string Chengdu = "a01b6848-0afc-5978-923b-36cdeb1ab079";
    private const string Provider = "768d41e0-80e5-5fa1-871f-0462aa6b4ea1";

    [Fact]
    public async Task A_service_is_told_in_the_words_of_HSDS()
    {
        var server = offered.Server;
        var service = await Get(server, $"/hsds/services/{Digital}");

        Assert.Equal("数字化诊断", service.GetProperty("name").GetString());
        Assert.Equal("active", service.GetProperty("status").GetString());
        Assert.Equal("2026-01-13", service.GetProperty("assured_date").GetString());
        Assert.Equal(Provider, service.GetProperty("organization_id").GetString());
        Assert.Equal("91510100MAX0X0X070", service.GetProperty("organization").GetProperty("tax_id").GetString());
        var price = Assert.Single(service.GetProperty("cost_options").EnumerateArray());
        Assert.Equal(
            ("DIAG", "CNY", 0m, "DIAG: 0.00–600.00 元/次", "2026-01-12", Digital),
            (price.GetProperty("option").GetString(), price.GetProperty("currency").GetString(), price.GetProperty("amount").GetDecimal(),
                price.GetProperty("amount_description").GetString(), price.GetProperty("valid_from").GetString(), price.GetProperty("service_id").GetString()));
        Assert.Equal("营业执照", service.GetProperty("required_documents")[0].GetProperty("document").GetString());
        Assert.Equal("510100", service.GetProperty("service_areas")[0].GetProperty("extent").GetString());
        Assert.False(service.TryGetProperty("schedules", out _));
    }

    [Fact]
    public async Task Pages_visit_everything_once_and_every_id_is_found_again()
    {
        var server = offered.Server;
        foreach (var (kind, count) in new[] { ("services", 3), ("organizations", 4) })
        {
            var ids = new List<string>();
            for (var page = 1; page <= count; page++)
            {
                var answer = await Get(server, $"/hsds/{kind}?page={page}&per_page=1");
                Assert.Equal(
                    (count, count, page, 1, page == 1, page == count, false),
                    (answer.GetProperty("total_items").GetInt32(), answer.GetProperty("total_pages").GetInt32(), answer.GetProperty("page_number").GetInt32(),
                        answer.GetProperty("size").GetInt32(), answer.GetProperty("first_page").GetBoolean(), answer.GetProperty("last_page").GetBoolean(),
                        answer.GetProperty("empty").GetBoolean()));
                ids.Add(answer.GetProperty("contents")[0].GetProperty("id").GetString()!);
            }

            Assert.Equal(count, ids.Distinct().Count());
            foreach (var id in ids)
            {
                var found = await Get(server, $"/hsds/{kind}/{id}");
                Assert.Equal(id, found.GetProperty("id").GetString());
                Assert.NotEmpty(found.GetProperty("name").GetString()!);
                Assert.True(kind == "services" || found.GetProperty("description").GetString()!.Length > 0);
            }
        }

        Assert.True((await Get(server, "/hsds/services?page=9")).GetProperty("empty").GetBoolean());
    }

    [Fact]
    public async Task Services_are_found_by_organization_and_by_change()
    {
        var server = offered.Server;
        var own = await Get(server, $"/hsds/services?organization_id={Chengdu}&full=true");
        Assert.Equal("FIN-01", own.GetProperty("contents")[0].GetProperty("alternate_name").GetString());
        Assert.Equal(1, own.GetProperty("total_items").GetInt32());
        Assert.Equal("SC-510100", own.GetProperty("contents")[0].GetProperty("organization").GetProperty("alternate_name").GetString());

        // The version of DIGI-01 in force was published on the 10th, the others on the 6th.
        var changed = await Get(server, "/hsds/services?modified_after=2026-01-07T00:00:00Z&minimal=true");
        Assert.Equal(Digital, Assert.Single(changed.GetProperty("contents").EnumerateArray()).GetProperty("id").GetString());

        foreach (var path in new[] { "services?search=x", "services?page=0", "services?per_page=101", "services?organization_id=SC", "organizations?format=xml" })
        {
            using var response = await server.Client.GetAsync($"/hsds/{path}", TestContext.Current.CancellationToken);
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, response.StatusCode));
        }

        using var absent = await server.Client.GetAsync($"/hsds/services/{Guid.NewGuid()}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Equal("3.1", (await Get(server, "/hsds")).GetProperty("version").GetString());
    }

    private static async Task<JsonElement> Get(TestServer server, string path)
    {
        using var response = await server.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        return await TestServer.Json(response);
    }
}
