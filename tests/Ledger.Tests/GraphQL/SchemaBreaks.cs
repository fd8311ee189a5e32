using GraphQLParser;
using GraphQLParser.AST;

namespace Ledger.Tests.GraphQL;

/// <summary>
/// What in a new schema breaks clients of an old one: a query that was valid is no longer, or an answer has what they do not
/// expect. What is only added breaks nobody, but for an argument or input field that has to be given.
/// </summary>
public static class SchemaBreaks
{
    /// <summary>A sentence for each break; none where every client goes on as before.</summary>
    public static IEnumerable<string> Between(string old, string fresh)
    {
        var types = Types(fresh);
        foreach (var (name, before) in Types(old))
        {
            foreach (var fault in types.TryGetValue(name, out var after) ? OfType(name, before, after) : [$"The type {name} is gone."])
            {
                yield return fault;
            }
        }
    }

    private static Dictionary<string, GraphQLTypeDefinition> Types(string sdl) => Parser.Parse(sdl).Definitions
        .OfType<GraphQLTypeDefinition>().ToDictionary(type => type.Name.StringValue);

    private static IEnumerable<string> OfType(string name, GraphQLTypeDefinition before, GraphQLTypeDefinition after) => (before, after) switch
    {
        _ when before.Kind != after.Kind => [$"{name} was {before.Kind} and is {after.Kind}."],
        (GraphQLObjectTypeDefinition a, GraphQLObjectTypeDefinition b) =>
        [
            .. Gone(a.Interfaces?.Select(type => type.Name.StringValue), b.Interfaces?.Select(type => type.Name.StringValue))
                .Select(gone => $"{name} no longer implements {gone}."),
            .. OfFields(name, a.Fields, b.Fields),
        ],
        (GraphQLInterfaceTypeDefinition a, GraphQLInterfaceTypeDefinition b) => OfFields(name, a.Fields, b.Fields),
        (GraphQLInputObjectTypeDefinition a, GraphQLInputObjectTypeDefinition b) => OfInputs(name, "field", a.Fields?.Items, b.Fields?.Items),
        (GraphQLEnumTypeDefinition a, GraphQLEnumTypeDefinition b) =>
            Gone(a.Values?.Select(value => value.Name.StringValue), b.Values?.Select(value => value.Name.StringValue))
                .Select(gone => $"The value {gone} of {name} is gone."),
        (GraphQLUnionTypeDefinition a, GraphQLUnionTypeDefinition b) =>
            Gone(a.Types?.Select(type => type.Name.StringValue), b.Types?.Select(type => type.Name.StringValue))
                .Select(gone => $"{name} can no longer be {gone}."),
        _ => [],
    };

    private static IEnumerable<string> OfFields(string type, GraphQLFieldsDefinition? before, GraphQLFieldsDefinition? after)
    {
        var fields = (after?.Items ?? []).ToDictionary(field => field.Name.StringValue);
        foreach (var field in before?.Items ?? [])
        {
            var name = $"{type}.{field.Name.StringValue}";
            if (!fields.TryGetValue(field.Name.StringValue, out var now))
            {
                yield return $"The field {name} is gone.";
                continue;
            }

            if (!Fits(now.Type, field.Type))
            {
                yield return $"The field {name} was {Text(field.Type)} and is {Text(now.Type)}.";
            }

            foreach (var fault in OfInputs(name, "argument", field.Arguments?.Items, now.Arguments?.Items))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> OfInputs(
        string owner, string what, IEnumerable<GraphQLInputValueDefinition>? before, IEnumerable<GraphQLInputValueDefinition>? after)
    {
        var inputs = (after ?? []).ToDictionary(input => input.Name.StringValue);
        foreach (var input in before ?? [])
        {
            var name = input.Name.StringValue;
            if (!inputs.Remove(name, out var now))
            {
                yield return $"The {what} {name} of {owner} is gone.";
            }
            else if (!Fits(input.Type, now.Type))
            {
                yield return $"The {what} {name} of {owner} was {Text(input.Type)} and is {Text(now.Type)}.";
            }
        }

        foreach (var input in inputs.Values.Where(input => input is { Type: GraphQLNonNullType, DefaultValue: null }))
        {
            yield return $"The {what} {input.Name.StringValue} of {owner} is new and has to be given.";
        }
    }

    // Whether whoever expects the second type can take the first: it may be one that is never null.
    private static bool Fits(GraphQLType given, GraphQLType expected) => (given, expected) switch
    {
        (GraphQLNonNullType a, GraphQLNonNullType b) => Fits(a.Type, b.Type),
        (_, GraphQLNonNullType) => false,
        (GraphQLNonNullType a, _) => Fits(a.Type, expected),
        (GraphQLListType a, GraphQLListType b) => Fits(a.Type, b.Type),
        (GraphQLNamedType a, GraphQLNamedType b) => a.Name.StringValue == b.Name.StringValue,
        _ => false,
    };

    private static IEnumerable<string> Gone(IEnumerable<string>? before, IEnumerable<string>? after) => (before ?? []).Except(after ?? []);

    private static string Text(GraphQLType type) => type switch
    {
        GraphQLNonNullType { Type: var inner } => $"{Text(inner)}!",
        GraphQLListType { Type: var inner } => $"[{Text(inner)}]",
        _ => ((GraphQLNamedType)type).Name.StringValue,
    };
}
