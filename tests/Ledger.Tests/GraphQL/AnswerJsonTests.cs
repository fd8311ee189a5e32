using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using Ledger.Tests.Imports;
using PublicApi.GraphQL;

namespace Ledger.Tests.GraphQL;

/// <summary>What we write is to the byte what the library would write.</summary>
public sealed class AnswerJsonTests
{
    private const string Everything =
        """
        query ($depth: Int!) { again: node(depth: $depth) { ...All } node(depth: $depth) { __typename ...All } absent: node(depth: 0) { text } }
        fragment All on Node { ...Values child { ...Values child { ...Values child { ...Values } } } children { ...Values children { ...Values } }
          maybe { ...Values } table { text } }
        fragment Values on Node { text long exact at truth number double none colour texts longs instants table { number } }
        """;

    private static readonly GraphQLSerializer Library = new(options => options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    [Fact]
    public async Task Every_kind_of_value_at_every_depth_is_written_as_the_library_writes_it()
    {
        var texts = Texts();
        for (var seed = 0; seed < 200; seed++)
        {
            var result = await Answer(new Random(seed), texts, depth: 1 + (seed % 4));
            if (seed % 2 == 0)
            {
                result.Extensions = new Dictionary<string, object?> { ["cost"] = new Dictionary<string, object?> { ["requested"] = seed / 3.0, ["limit"] = null, ["why"] = texts[seed % texts.Length] } };
            }

            Assert.True(AnswerJson.CanWrite(result), $"seed {seed}: {result.Errors?.FirstOrDefault()}");
            Assert.True(await ByLibrary(result) == Encoding.UTF8.GetString(new AnswerJson(Library).Write(result).Span), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData("{ node(depth: 1) { text fault } }")]
    [InlineData("{ nowhere }")]
    [InlineData("{ node(depth: 1) { ")]
    public async Task What_met_an_error_is_left_to_the_library(string query)
    {
        var result = await Answer(new Random(1), ["text"], depth: 1, query);

        Assert.NotEmpty(result.Errors!);
        Assert.False(AnswerJson.CanWrite(result));
    }

    // Of the list where it is on this machine; the hardest ones in any case.
    private static string[] Texts() =>
    [
        "", "\"\\/\b\f\n\r\t\u0001\u001f\u007f", "<script>&amp;'+`", "\u2028\u2029\ufeff\ufffd", "四川省 🏭 \U0010ffff e\u0301", new string('长', 3_000),
        .. File.Exists(Repository.Shared("badinput/blns/blns.json"))
            ? JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(SharedData.Require("badinput", "blns", "blns.json")))! : [],
    ];

    private static Task<ExecutionResult> Answer(Random random, string[] texts, int depth, string query = Everything) =>
        new DocumentExecuter().ExecuteAsync(options =>
        {
            options.Schema = new Tree(random, texts);
            options.Query = query;
            options.Variables = new Inputs(new Dictionary<string, object?> { ["depth"] = depth });
        });

    private static async Task<string> ByLibrary(ExecutionResult result)
    {
        using var json = new MemoryStream();
        await Library.WriteAsync(json, result, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    /// <summary>Nodes with values that differ from field to field, by a seed; null where there is no depth left.</summary>
    private sealed class Tree : global::GraphQL.Types.Schema
    {
        public Tree(Random random, string[] texts)
        {
            var node = new ObjectGraphType { Name = "Node" };
            Add<StringGraphType>("text", () => texts[random.Next(texts.Length)]);
            Add<LongScalar>("long", () => random.Next(3) switch { 0 => long.MaxValue - random.Next(9), 1 => long.MinValue + random.Next(9), _ => random.NextInt64() });
            Add<DecimalScalar>("exact", () => random.Next(4) switch { 0 => decimal.MaxValue, 1 => 1.10m, 2 => 0.0000000000000000000000000001m, _ => -random.NextInt64() / 10_000m });
            Add<InstantScalar>("at", () => DateTimeOffset.UnixEpoch.AddMilliseconds(random.NextInt64(1L << 42)));
            Add<BooleanGraphType>("truth", () => random.Next(2) == 0);
            Add<IntGraphType>("number", () => random.Next(int.MinValue, int.MaxValue));
            Add<FloatGraphType>("double", () => random.Next(3) switch { 0 => double.MaxValue, 1 => double.Epsilon, _ => random.NextDouble() });
            Add<StringGraphType>("none", () => null);
            Add<EnumerationGraphType<DayOfWeek>>("colour", () => (DayOfWeek)random.Next(7));
            Add<ListGraphType<StringGraphType>>("texts", () => Many(() => random.Next(4) == 0 ? null : texts[random.Next(texts.Length)]));
            Add<ListGraphType<NonNullGraphType<LongScalar>>>("longs", () => Many(() => (object)random.NextInt64()).Cast<long>().ToArray());
            Add<ListGraphType<InstantScalar>>("instants", () => Many(() => (object)DateTimeOffset.UnixEpoch.AddSeconds(random.Next())));
            Add<StringGraphType>("fault", () => throw new ExecutionError("fault"));
            Nodes("child", node, depth => depth - 1);
            Nodes("maybe", node, depth => random.Next(2) == 0 ? null : depth - 1);
            Nodes("children", new ListGraphType(node), depth => Many(() => random.Next(3) == 0 ? null : (object?)(depth - 1)));
            Nodes("table", new ListGraphType(new ListGraphType(node)), depth => Many(() => random.Next(3) == 0 ? null : Many(() => (object?)(depth - 1))));
            var query = new ObjectGraphType { Name = "Query" };
            query.Field("node", node).Argument<NonNullGraphType<IntGraphType>>("depth").Resolve(context => context.GetArgument<int>("depth") is > 0 and var depth ? depth : null);
            Query = query;

            void Add<TType>(string name, Func<object?> value)
                where TType : IGraphType => node.Field<TType>(name).Resolve(_ => value());
            void Nodes(string name, IGraphType type, Func<int, object?> value) =>
                node.Field(name, type).Resolve(context => (int)context.Source! is > 0 and var depth ? value(depth) : null);
            List<object?> Many(Func<object?> item) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => item())];
        }
    }
}
