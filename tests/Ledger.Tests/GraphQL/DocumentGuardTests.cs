using Ledger.Tests.Store;

namespace Ledger.Tests.GraphQL;

public sealed class DocumentGuardTests(Cluster cluster)
{
    [Fact]
    public async Task Documents_that_cost_too_much_are_refused_by_the_limit_they_pass()
    {
        await using var server = await TestServer.Start(cluster);
        await server.Ask("{ ledger { treeSize } }");

        foreach (var (name, document, code) in Attacks())
        {
            var refusal = await server.Refusal(document);
            Assert.Equal((name, 400, code), (name, refusal.Status, refusal.Code));
        }
    }

    [Fact]
    public async Task Documents_at_the_limits_are_answered()
    {
        await using var server = await TestServer.Start(cluster);
        await server.Ask("{ ledger { treeSize } }");
        string[] documents =
        [
            $"{{ {Repeat(15, i => $"a{i}: ledger {{ treeSize }} ")} }}",
            $"{{ regime {{ {Repeat(990, _ => "code ")} }} }}",
            $"{{ entries(first: 100) {{ edges {{ node {{ position eventId type stream streamVersion occurredAt body }} }} }} }}",
            Doubling(10, "Ledger", "treeSize").Replace("{ ...F0 }", "{ ledger { ...F0 ...F0 } }"),
            IntrospectionQuery,
        ];
        foreach (var document in documents)
        {
            await server.Ask(document);
        }
    }

    [Fact]
    public async Task At_most_five_errors_are_told()
    {
        await using var server = await TestServer.Start(cluster);
        using var response = await server.Post(new { query = $"{{ ledger {{ {Repeat(100, i => $"unknown{i} ")} }} }}" });
        Assert.Equal(5, (await TestServer.Json(response)).GetProperty("errors").GetArrayLength());
    }

    private static IEnumerable<(string Name, string Document, string Code)> Attacks()
    {
        const string Limit = "LIMIT_EXCEEDED";
        yield return ("long", "{ ledger { treeSize } }" + new string(' ', 8_000), Limit);
        yield return ("tokens", $"{{ regime {{ {Repeat(1_000, _ => "code ")} }} }}", Limit);
        yield return ("aliases", $"{{ {Repeat(16, i => $"a{i}: ledger {{ treeSize }} ")} }}", Limit);
        yield return (
            "aliases in a fragment", $"{{ ...F ...F }} fragment F on Query {{ {Repeat(8, i => $"a{i}: ledger {{ treeSize }} ")} }}", Limit);
        yield return ("deep", "{ ledger " + Repeat(200, _ => "{ ledger ") + Repeat(200, _ => "} ") + "}", Limit);
        yield return ("eleven levels", "{ cases(first: 1) " + Repeat(11, _ => "{ nodes ") + Repeat(11, _ => "} ") + "}", Limit);
        yield return ("nested lists", $"{{ cases(filter: {Repeat(200, _ => "[")}{Repeat(200, _ => "]")}, first: 1) }}", Limit);
        yield return ("fragments", "{ ledger { treeSize } } " + Repeat(11, i => $"fragment F{i} on Ledger {{ treeSize }} "), Limit);
        yield return ("spreads", $"{{ ledger {{ {Repeat(21, _ => "...F ")} }} }} fragment F on Ledger {{ treeSize }}", Limit);
        yield return ("exponential fragments", Doubling(25, "Query", "ledger { treeSize }"), Limit);
        yield return ("exponential fields", Doubling(9, "Ledger", "treeSize treeSize treeSize treeSize").Replace("{ ...F0 }", "{ ledger { ...F0 ...F0 } }"), Limit);
        yield return ("circular fragments", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }", "NO_FRAGMENT_CYCLES");
        yield return ("directives", $"{{ ledger {{ treeSize {Repeat(21, _ => "@skip(if: false) ")} }} }}", Limit);
        yield return ("operations", "query A { ledger { treeSize } } query B { ledger { treeSize } }", Limit);
        yield return ("type definitions", "{ ledger { treeSize } } type A { a: Int }", Limit);
        yield return ("no operation", "fragment A on Query { ledger { treeSize } }", "NO_OPERATION");
        yield return ("mutation", "mutation { ledger { treeSize } }", "INVALID_OPERATION");
        yield return ("page too large", "{ entries(first: 101) { nodes { position } } }", "BAD_ARGUMENT");
        yield return ("page too small", "{ cases(first: 0) { nodes { caseId } } }", "BAD_ARGUMENT");
        yield return ("foreign cursor", "{ cases(first: 1, after: \"MQ\") { nodes { caseId } } }", "BAD_ARGUMENT");
        yield return ("NUL", "{ case(id: \"\\u0000\") { caseId } }", "BAD_ARGUMENT");
        yield return ("half a pair", "{ cases(first: 1, filter: { service: \"\\ud800\" }) { nodes { caseId } } }", "BAD_ARGUMENT");
        yield return (
            "page of pages", "{ cases(first: 100) { nodes { timeline(first: 100) { body } } } }", "COMPLEXITY");
        yield return ("many disclosures", $"{{ {Repeat(5, i => $"a{i}: serviceResults {{ received }} ")} }}", "COMPLEXITY");
        yield return (
            "round the types",
            "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }", "COMPLEXITY");
    }

    private const string IntrospectionQuery =
        """
        query IntrospectionQuery { __schema { description queryType { name } mutationType { name } subscriptionType { name }
          types { ...FullType } directives { name description locations args { ...InputValue } } } }
        fragment FullType on __Type { kind name description
          fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
          inputFields { ...InputValue } interfaces { ...TypeRef }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
        fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
        fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
          ofType { kind name ofType { kind name ofType { kind name } } } } } } } }
        """;

    // Each fragment spreads the next one twice: 2^(count - 1) selections of the last.
    private static string Doubling(int count, string type, string last) =>
        "{ ...F0 } " + Repeat(count - 1, i => $"fragment F{i} on {type} {{ ...F{i + 1} ...F{i + 1} }} ")
        + $"fragment F{count - 1} on {type} {{ {last} }}";

    private static string Repeat(int count, Func<int, string> item) => string.Concat(Enumerable.Range(0, count).Select(item));
}
