using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PublicApi.GraphQL;

/// <summary>
/// Executes fields one after the other: all fields of a request share one connection. Which fields the rows of a list have is worked
/// out once for all rows; the library does it anew for each, which takes longer than to read them.
/// </summary>
internal sealed class RowStrategy : SerialExecutionStrategy
{
    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType fieldDefinition, int? indexInParentNode = null) =>
        Build(parent, graphType, field, fieldDefinition, indexInParentNode, (parent as List)?.Shape);

    protected override void SetSubFieldNodes(ExecutionContext context, ObjectExecutionNode parent)
    {
        var type = parent.GetObjectGraphType(context.Schema) ?? parent.GraphType;
        var parts = (parent is Object { Shape: var shape } ? shape : new Shape()).PartsOf(
            type, () => CollectFieldsFrom(context, type, parent.SelectionSet!, null).Values);
        var nodes = new ExecutionNode[parts.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            var (field, definition, inner) = parts[i];
            nodes[i] = Build(parent, definition.ResolvedType!, field, definition, null, inner);
        }

        parent.SubFields = nodes;
    }

    private static ExecutionNode Build(ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index, Shape? shape) =>
        (type is NonNullGraphType nonNull ? nonNull.ResolvedType! : type) switch
        {
            ScalarGraphType scalar => new ValueExecutionNode(parent, scalar, field, definition, index),
            ListGraphType list => new List(parent, list, field, definition, index, shape ?? new()),
            var one => new Object(parent, one, field, definition, index, shape ?? new()),
        };

    private sealed class List(ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index, Shape shape)
        : ArrayExecutionNode(parent, type, field, definition, index)
    {
        public Shape Shape => shape;
    }

    private sealed class Object(ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index, Shape shape)
        : ObjectExecutionNode(parent, type, field, definition, index)
    {
        public Shape Shape => shape;
    }

    /// <summary>What a place in the answer has below it. Within one execution it follows from the type of what stands there.</summary>
    private sealed class Shape
    {
        private readonly List<(IGraphType Type, Part[] Parts)> known = [];

        public Part[] PartsOf(IGraphType type, Func<IEnumerable<(GraphQLField Field, FieldType Definition)>> collect)
        {
            foreach (var (other, found) in known)
            {
                if (ReferenceEquals(other, type))
                {
                    return found;
                }
            }

            Part[] parts = [.. collect().Select(part => new Part(part.Field, part.Definition, part.Field.SelectionSet is null ? null : new()))];
            known.Add((type, parts));
            return parts;
        }
    }

    private sealed record Part(GraphQLField Field, FieldType Definition, Shape? Inner);
}
