using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using PublicApi.GraphQL;

namespace Ledger.Tests.GraphQL;

/// <summary>Objects whose properties are read at once give to the byte the answer that the library gives, which reads field by field.</summary>
public sealed class RowStrategyTests
{
    private const string Everything =
        """
        query ($no: Boolean!) {
          shelves { __typename again: label label colour best { ...Item } maybe { price } id @skip(if: $no) }
          shelf { label best { name ...Item } left: maybe { ...Item } items { ...Item } things { ... on Item { name price } } }
          all: shelves { count things { __typename name } } }
        fragment Item on Item { __typename price called: name at }
        """;

    private static readonly GraphQLSerializer Library = new(options => options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);

    [Fact]
    public async Task Properties_read_at_once_and_one_by_one_give_the_same_answer_and_the_same_errors()
    {
        var (byField, atOnce) = (new ShopSchema<AsTheLibrary>(), new ShopSchema<AtOnce>());
        var (sound, faulty) = (0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var expected = await Answer(byField, seed, new SerialExecutionStrategy());
            var found = await Answer(atOnce, seed, new RowStrategy());

            Assert.True(await Written(expected) == await Written(found), $"seed {seed}");
            (sound, faulty) = expected.Errors is null ? (sound + 1, faulty) : (sound, faulty + 1);
        }

        Assert.True(sound > 20 && faulty > 100, $"{sound} sound, {faulty} faulty");
    }

    [Fact]
    public async Task An_object_of_properties_has_no_nodes_for_them_and_one_that_has_more_does()
    {
        var answer = await Answer(new ShopSchema<AtOnce>(), seed: null, new RowStrategy());

        var root = Assert.IsType<RootExecutionNode>(answer.Data).SubFields!;
        var rows = Assert.IsType<ArrayExecutionNode>(root[0], exactMatch: false).Items!.Cast<RowNode>();
        Assert.Equal([(true, true), (false, true), (true, true), (true, true)], rows.Select(row => (row.Read is not null, row.SubFields is null)));
        Assert.Equal(["label", "best", "left", "items", "things"], Assert.IsType<RowNode>(root[1]).SubFields!.Select(field => field.Name));
    }

    private static Task<ExecutionResult> Answer(ISchema schema, int? seed, IExecutionStrategy strategy)
    {
        var strategies = new DefaultExecutionStrategySelector([new ExecutionStrategyRegistration(strategy, OperationType.Query)]);
        return new DocumentExecuter(new GraphQLDocumentBuilder(), new DocumentValidator(), strategies, []).ExecuteAsync(options =>
        {
            options.Schema = schema;
            options.Root = new Shop(seed);
            options.Query = Everything;
            options.Variables = new Inputs(new Dictionary<string, object?> { ["no"] = true });
        });
    }

    private static async Task<string> Written(ExecutionResult result)
    {
        if (AnswerJson.CanWrite(result))
        {
            return Encoding.UTF8.GetString(new AnswerJson(Library).Write(result).Span);
        }

        using var json = new MemoryStream();
        await Library.WriteAsync(json, result, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(json.ToArray());
    }

    private enum Colour
    {
        Red,
        DarkGreen,
    }

    private interface IThing
    {
        string Name { get; }
    }

    /// <summary>Values that follow from a seed. One in fifty is a fault: it throws, is null where it must not be, or is no value of its enum. Without a seed none is.</summary>
    [Implements(typeof(IThing))]
    private sealed class Item(int? seed, int number) : IThing
    {
        public string Name => Fault(0) ? null! : $"\"{number}\" 名";

        public decimal? Price => Fault(1) ? throw new InvalidOperationException("fault") : number % 3 == 0 ? null : number / 4m;

        public DateTimeOffset At => DateTimeOffset.UnixEpoch.AddHours(number);

        private bool Fault(int which) => seed is { } some && new Random((((some * 97) + number) * 7) + which).Next(50) == 0;
    }

    private sealed class Shelf(int? seed, int number)
    {
        public string Label => $"{number}";

        public Colour Colour => seed is not null && (seed + number) % 40 == 0 ? (Colour)9 : (Colour)(number % 2);

        public int Count => number;

        [Id]
        public string Id => throw new InvalidOperationException($"{number} is skipped.");

        public Item Best => new(seed, number + 1);

        public Item? Maybe => number % 2 == 0 ? null : new(seed, number + 2);

        public IEnumerable<Item> Items => [new(seed, number + 3), new(seed, number + 4)];

        public IEnumerable<IThing?> Things => [new Item(seed, number + 5), null];
    }

    private sealed class Shop(int? seed)
    {
        public IEnumerable<Shelf?> Shelves => [new(seed, 1), null, new(seed, 2), new(seed, 3)];

        public Shelf? Shelf => new(seed, 5);
    }

    private interface IReading
    {
        static abstract void Of(FieldType field, PropertyInfo property);
    }

    private sealed class AsTheLibrary : IReading
    {
        public static void Of(FieldType field, PropertyInfo property)
        {
        }
    }

    private sealed class AtOnce : IReading
    {
        public static void Of(FieldType field, PropertyInfo property) => field.Resolver = new PropertyResolver(property);
    }

    private sealed class Typed<T, TReading> : AutoRegisteringObjectGraphType<T>
        where TReading : IReading
    {
        protected override FieldType? CreateField(MemberInfo memberInfo)
        {
            var field = base.CreateField(memberInfo);
            TReading.Of(field!, (PropertyInfo)memberInfo);
            return field;
        }
    }

    private sealed class ShopSchema<TReading> : global::GraphQL.Types.Schema
        where TReading : IReading
    {
        public ShopSchema()
        {
            this.RegisterTypeMapping<Item, Typed<Item, TReading>>();
            this.RegisterTypeMapping<Shelf, Typed<Shelf, TReading>>();
            this.RegisterTypeMapping<IThing, AutoRegisteringInterfaceGraphType<IThing>>();
            Query = new Typed<Shop, TReading>();
        }
    }
}
