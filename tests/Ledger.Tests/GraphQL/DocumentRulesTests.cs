using System.Text.Json;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser;
using Microsoft.Extensions.DependencyInjection;
using PublicApi.GraphQL;

namespace Ledger.Tests.GraphQL;

/// <summary>A document that is known is judged as the library judges it in full, whatever its variables bring.</summary>
public sealed class DocumentRulesTests
{
    private const string Known =
        """
        query ($size: Int, $far: Int = 3, $month: String, $filter: Filter, $flag: Boolean!, $loud: Boolean) {
          page(size: $size, filter: { month: $month, not: "b" }) { name(loud: $loud) ...More @include(if: $flag) }
          other: page(size: 7, filter: $filter) @skip(if: $flag) { name ... on Item @include(if: $flag) { louder: name(loud: true) } }
          ...Root }
        fragment Root on Query { far: page(size: $far) { name } third: page(size: $size) { name } }
        fragment More on Item { inner: page(size: $size) { more: name(loud: $loud) ...Least } }
        fragment Least on Item { least: page(filter: { month: $month }) { name } }
        """;

    public static readonly TheoryData<string> Variables =
    [
        """{ "flag": true }""",
        """{ "flag": false, "size": 5, "far": 1, "month": "a", "filter": { "month": "a" }, "loud": true }""",
        """{ "flag": true, "size": null, "month": null, "filter": null, "loud": null, "unused": 1 }""",
        """{ }""",
        """{ "flag": null }""",
        """{ "flag": "yes", "size": "many", "filter": [] }""",
        """{ "flag": true, "filter": { "nothing": 1 }, "far": 1.5 }""",
        """{ "flag": true, "size": 11 }""",
        """{ "flag": true, "far": 12, "month": "not" }""",
        """{ "flag": true, "size": 13, "far": 12, "month": "not", "filter": { "month": "not" } }""",
        """{ "flag": true, "far": 4 }""",
        """{ "flag": true, "size": 4, "filter": { "month": "x", "not": "x" } }""",
    ];

    [Theory]
    [MemberData(nameof(Variables))]
    public async Task What_its_variables_bring_is_found_as_the_first_time(string variables)
    {
        var schema = new Pages();
        var document = new KnownDocument(Known, Parser.Parse(Known), IsOurs: false) { Cost = 1 };
        var rules = new DocumentRules();
        Assert.Empty((await rules.ValidateAsync(Options("""{ "flag": true }"""))).Errors);
        Assert.NotNull(document.Places);

        for (var again = 0; again < 3; again++)
        {
            var expected = Told(await new DocumentValidator().ValidateAsync(Options(variables)));
            Assert.Equal(expected, Told(await rules.ValidateAsync(Options(variables))));
        }

        ValidationOptions Options(string json) => new()
        {
            Schema = schema,
            Document = document.Tree,
            Operation = document.Operation!,
            Variables = new global::GraphQL.SystemTextJson.GraphQLSerializer().Deserialize<Inputs>(json)!,
            RequestServices = new ServiceCollection().AddSingleton(new RequestCost { Document = document }).BuildServiceProvider(),
        };
    }

    private static string Told(IValidationResult result) => JsonSerializer.Serialize(new
    {
        Errors = result.Errors.Select(error => new { error.Message, error.Code, error.Locations, Inner = error.InnerException?.Message }),
        Variables = result.Variables?.Select(variable => new { variable.Name, variable.Value, variable.ValueSpecified, variable.IsDefault }),
        Arguments = result.ArgumentValues?.Select(found => new { found.Key.Location.Start, found.Value }),
        Directives = result.DirectiveValues?.Select(found => new { found.Key.Location.Start, Of = found.Value.Select(one => new { one.Key, one.Value.Arguments }) }),
    });

    /// <summary>Lists that take sizes to 10, months other than "not", no filter of the same twice, and no size 4.</summary>
    private sealed class Pages : global::GraphQL.Types.Schema
    {
        public Pages()
        {
            var filter = new InputObjectGraphType { Name = "Filter" };
            filter.Field<StringGraphType>("month").Validate(value => Check((string)value != "not", "month"));
            filter.Field<StringGraphType>("not");
            var item = new ObjectGraphType { Name = "Item" };
            item.Field<StringGraphType>("name").Argument<BooleanGraphType>("loud");
            Query = new ObjectGraphType { Name = "Query" };
            Page((ObjectGraphType)Query);
            Page(item);

            void Page(ObjectGraphType type)
            {
                var field = type.Field("page", new ListGraphType(item)).Argument<IntGraphType>("size", size => size.Validator = value => Check((int)value <= 10, $"size {value}")).FieldType;
                field.Arguments!.Add(new QueryArgument(filter) { Name = "filter" });
                field.ValidateArguments = context =>
                {
                    if (context.GetArgument<int?>("size") == 4)
                    {
                        context.ReportError(new ValidationError($"4 at {context.FieldAst.Location.Start}"));
                    }

                    return default;
                };
            }

            static void Check(bool isRight, string message)
            {
                if (!isRight)
                {
                    throw new ValidationError(message) { Code = "BAD" };
                }
            }
        }
    }
}
