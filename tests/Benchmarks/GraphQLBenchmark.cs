using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ledger.Transparency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Projections.Cases;
using PublicApi.GraphQL;

namespace Benchmarks;

/// <summary>
/// A page of 50 cases over GraphQL against an endpoint written by hand on the same service: the same query function within the same kind
/// of snapshot, the same JSON, by the same clients in turn. Once with a document that is known and a page that was not asked before, once with an answer that is kept.
/// </summary>
internal static class GraphQLBenchmark
{
    private const int Cases = 20_000;
    private const int Rows = 50;
    private const int Pairs = 5;

    // Until nothing is compiled any more, of either.
    private const int WarmUp = 4;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);

    private const string Query =
        """
        query Page($after: String, $service: String) { cases(first: 50, after: $after, filter: { service: $service }) { nodes {
          caseId stage service { code name } category platform regionCode channel requestedAt month chargedFen } } }
        """;

    private static readonly JsonWriterOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static int asked;

    public static async Task Run(string connectionString, Report report)
    {
        await using var service = await Service.Start(connectionString, "graphql", Cases, app => app.MapGet("/plain", Plain));
        using var client = new HttpClient { BaseAddress = service.Url };
        for (var turn = 0; turn < WarmUp; turn++)
        {
            await Load.Run(client, AskAnew, Turn);
            await Load.Run(client, AskPlain, Turn);
        }

        await Compare(client, AskAnew, "GraphQL, 50 rows of a page not asked before, to an endpoint by hand", report);
        await Compare(client, _ => Ask(0), "GraphQL, 50 rows of an answer that is kept, to an endpoint by hand", report);
    }

    private static async Task Compare(HttpClient client, Func<int, HttpRequestMessage> ask, string name, Report report)
    {
        var pairs = new List<(double, double)>();
        var took = new List<double>();
        for (var pair = 0; pair < Pairs; pair++)
        {
            var (ours, milliseconds) = await Load.Run(client, ask, Turn);
            var (theirs, _) = await Load.Run(client, AskPlain, Turn);
            pairs.Add((ours, theirs));
            took.AddRange(milliseconds);
        }

        report.Ratio(name, "requests", pairs);
        took.Sort();
        report.Line(string.Create(CultureInfo.InvariantCulture, $"  under this load: p50 {Load.Percentile(took, 50):0.0} ms, p99 {Load.Percentile(took, 99):0.0} ms"));
    }

    private static HttpRequestMessage AskAnew(int number) => Ask(Interlocked.Increment(ref asked));

    // Pages that begin at any minute: a cursor need not be the place of a case. The number makes each asked once.
    private static HttpRequestMessage Ask(int number) => Load.Post(new { query = Query, variables = new { after = Cursor(number) } });

    private static HttpRequestMessage AskPlain(int number) => new(HttpMethod.Get, $"/plain?after={Cursor(number)}");

    private static string Cursor(int number) => Cursors.Write($"{Instants.Write(Service.First.AddMinutes(number * 7 % (Cases - (2 * Rows))))} case-{number}");

    private static async Task Plain(HttpContext http, LedgerSnapshot snapshot)
    {
        var page = await CaseQuery.Page(
            await snapshot.Cases(size: null, http.RequestAborted), new CaseFilter(null, null, null, null, null, null), new(Cursors.Case(http.Request.Query["after"].ToString()), null, Rows + 1), http.RequestAborted);
        using var output = new MemoryStream();
        await using var json = new Utf8JsonWriter(output, Form);
        json.WriteStartObject();
        json.WriteStartObject("data");
        json.WriteStartObject("cases");
        json.WriteStartArray("nodes");
        foreach (var view in page.Take(Rows))
        {
            Write(json, view);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        await json.FlushAsync();
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.Body.WriteAsync(output.GetBuffer().AsMemory(0, (int)output.Length));
    }

    private static void Write(Utf8JsonWriter json, CaseView view)
    {
        json.WriteStartObject();
        json.WriteString("caseId", view.CaseId);
        json.WriteString("stage", view.Stage.ToUpperInvariant());
        json.WriteStartObject("service");
        json.WriteString("code", view.ServiceCode);
        json.WriteString("name", view.ServiceName);
        json.WriteEndObject();
        json.WriteString("category", view.CategoryCode);
        json.WriteString("platform", view.Platform);
        json.WriteString("regionCode", view.RegionCode);
        json.WriteString("channel", view.Channel);
        json.WriteString("requestedAt", Instants.Write(view.RequestedAt));
        json.WriteString("month", view.Month);
        json.WriteNumber("chargedFen", view.ChargedFen);
        json.WriteEndObject();
    }
}
