using System.Text.Json;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace PublicApi.GraphQL;

/// <summary>An object of the answer. Where all of its fields are properties it has their values, and no nodes for them.</summary>
internal sealed class RowNode(ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index, RowShape shape)
    : ObjectExecutionNode(parent, type, field, definition, index)
{
    public RowShape Shape => shape;

    public (RowFields Fields, object?[] Values)? Read { get; set; }

    public override bool PropagateNull() => Read is null && base.PropagateNull();
}

/// <summary>What a place in the answer has below it. Within one execution it follows from the type of what stands there.</summary>
internal sealed class RowShape
{
    private readonly List<(IGraphType Type, RowFields Fields)> known = [];

    public RowFields? Find(IGraphType type)
    {
        foreach (var (other, fields) in known)
        {
            if (ReferenceEquals(other, type))
            {
                return fields;
            }
        }

        return null;
    }

    public RowFields Add(IGraphType type, RowFields fields)
    {
        known.Add((type, fields));
        return fields;
    }
}

/// <summary>A field of an object.</summary>
/// <param name="Get">Where it can be read from the object alone.</param>
/// <param name="Inner">Where it can, and is an object: the fields of that.</param>
/// <param name="Below">Null for a scalar.</param>
internal sealed record RowPart(GraphQLField Field, FieldType Definition, Func<object, object?>? Get, RowFields? Inner, RowShape? Below)
{
    public IGraphType Type { get; } = WithoutNonNull(Definition.ResolvedType!);

    public JsonEncodedText Name { get; } = JsonEncodedText.Encode(Field.Alias?.Name.StringValue ?? Definition.Name);

    public bool IsAtHand => Get is not null && (Type is ScalarGraphType || Inner is { AreAtHand: true });

    public static IGraphType WithoutNonNull(IGraphType type) => type is NonNullGraphType nonNull ? nonNull.ResolvedType! : type;

    /// <summary>Its value as it is written; false where something is wrong with it.</summary>
    public bool TryRead(object source, out object? value)
    {
        var found = Get!(source);
        value = found is null ? null : Type is ScalarGraphType scalar ? scalar.Serialize(found) : Inner!.Values(found);
        return value is not null || (found is null && Definition.ResolvedType is not NonNullGraphType);
    }
}

/// <summary>The fields that are asked of an object of a type.</summary>
internal sealed class RowFields(IGraphType type, RowPart[] parts)
{
    private readonly Func<object, bool>? isOfType = type is IObjectGraphType { SkipTypeCheck: false } one ? one.IsTypeOf : null;

    public RowPart[] Parts => parts;

    /// <summary>Whether all of them can be read from the object alone.</summary>
    public bool AreAtHand { get; } = Array.TrueForAll(parts, part => part.IsAtHand);

    /// <summary>Their values; null where they are not at hand or something is wrong with one: the library finds what, and of which field.</summary>
    public object?[]? Read(object source)
    {
        try
        {
            return AreAtHand ? Values(source) : null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }

    internal object?[]? Values(object source)
    {
        if (isOfType?.Invoke(source) == false)
        {
            return null;
        }

        var values = new object?[parts.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (!parts[i].TryRead(source, out values[i]))
            {
                return null;
            }
        }

        return values;
    }
}
