using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace PublicApi.GraphQL;

/// <summary>
/// Executes fields one after the other: all fields of a request share one connection. Which fields the rows of a list have is worked
/// out once for all rows, and a row that has nothing but properties is read at once; the library does both anew for each field of each
/// row, which takes longer than to read them from the database.
/// </summary>
internal sealed class RowStrategy : SerialExecutionStrategy
{
    public override async Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode)
    {
        await base.ExecuteNodeTreeAsync(context, rootNode);
        if (context.Errors.Count > 0)
        {
            Spread(rootNode);
        }
    }

    protected override ExecutionNode BuildExecutionNode(
        ExecutionNode parent, IGraphType graphType, GraphQLField field, FieldType fieldDefinition, int? indexInParentNode = null) =>
        Build(parent, graphType, field, fieldDefinition, indexInParentNode, (parent as List)?.Shape);

    protected override void SetSubFieldNodes(ExecutionContext context, ObjectExecutionNode parent)
    {
        var type = parent.GetObjectGraphType(context.Schema) ?? parent.GraphType;
        var fields = FieldsOf(context, (parent as RowNode)?.Shape ?? new(), type, parent.SelectionSet!);
        context.CancellationToken.ThrowIfCancellationRequested();
        if (parent is RowNode { Result: { } source } row && fields.Read(source) is { } values)
        {
            row.Read = (fields, values);
        }
        else
        {
            parent.SubFields = Array.ConvertAll(fields.Parts, part => Build(parent, part));
        }
    }

    private RowFields FieldsOf(ExecutionContext context, RowShape shape, IGraphType type, GraphQLSelectionSet selection)
    {
        if (shape.Find(type) is { } known)
        {
            return known;
        }

        var parts = CollectFieldsFrom(context, type, selection, null).Values.Select(found => Part(found.field, found.fieldType));
        return shape.Add(type, new(type, [.. parts]));

        RowPart Part(GraphQLField field, FieldType definition)
        {
            var below = field.SelectionSet is null ? null : new RowShape();
            Func<object, object?>? read = ReferenceEquals(definition, context.Schema.TypeNameMetaFieldType) ? _ => type.Name
                : (definition.Resolver as PropertyResolver)?.Read;
            var inner = read is not null && RowPart.WithoutNonNull(definition.ResolvedType!) is IObjectGraphType one ? FieldsOf(context, below!, one, field.SelectionSet!) : null;
            return new(field, definition, read, inner, below);
        }
    }

    // What met an error is written by the library, which knows nodes only.
    private static void Spread(ExecutionNode node)
    {
        if (node is RowNode { Read: var (fields, values) } row)
        {
            row.Read = null;
            row.SubFields = [.. fields.Parts.Select((part, i) => Filled(row, part, values[i]))];
        }

        foreach (var child in (node as IParentExecutionNode)?.GetChildNodes() ?? [])
        {
            Spread(child);
        }
    }

    private static ExecutionNode Filled(RowNode parent, RowPart part, object? value) => part.Type is ScalarGraphType scalar
        ? new ValueExecutionNode(parent, scalar, part.Field, part.Definition, null) { Result = value }
        : new RowNode(parent, part.Type, part.Field, part.Definition, null, part.Below!) { Read = value is object?[] values ? (part.Inner!, values) : null };

    private static ExecutionNode Build(ExecutionNode parent, RowPart part) =>
        Build(parent, part.Definition.ResolvedType!, part.Field, part.Definition, null, part.Below);

    private static ExecutionNode Build(ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index, RowShape? shape) =>
        RowPart.WithoutNonNull(type) switch
        {
            ScalarGraphType scalar => new ValueExecutionNode(parent, scalar, field, definition, index),
            ListGraphType list => new List(parent, list, field, definition, index, shape ?? new()),
            var one => new RowNode(parent, one, field, definition, index, shape ?? new()),
        };

    private sealed class List(ExecutionNode parent, IGraphType type, GraphQLField field, FieldType definition, int? index, RowShape shape)
        : ArrayExecutionNode(parent, type, field, definition, index)
    {
        public RowShape Shape => shape;
    }
}
