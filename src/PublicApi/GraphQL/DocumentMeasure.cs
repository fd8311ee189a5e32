using GraphQLParser;
using GraphQLParser.AST;

namespace PublicApi.GraphQL;

/// <summary>Levels below a selection, its own fields, and all fields; with fragments in their places.</summary>
internal readonly record struct Extent(int Depth, int Top, int Fields);

/// <summary>Measures each fragment once, however often it is spread.</summary>
internal sealed class DocumentMeasure(GraphQLDocument document)
{
    private readonly Dictionary<ROM, Extent> known = [];

    public Extent Of(GraphQLSelectionSet? set)
    {
        var extent = default(Extent);
        foreach (var selection in set?.Selections ?? [])
        {
            var inner = selection switch
            {
                GraphQLField field => OfField(field),
                GraphQLInlineFragment inline => Of(inline.SelectionSet),
                GraphQLFragmentSpread spread => OfFragment(spread.FragmentName.Name.Value),
                _ => default,
            };
            extent = new(Math.Max(extent.Depth, inner.Depth), extent.Top + inner.Top, extent.Fields + inner.Fields);
        }

        return extent;
    }

    private Extent OfField(GraphQLField field)
    {
        var inner = Of(field.SelectionSet);
        var isIntrospection = field.Name.Value.Span.StartsWith("__", StringComparison.Ordinal);
        return new(field.SelectionSet is null || isIntrospection ? 0 : inner.Depth + 1, 1, inner.Fields + 1);
    }

    private Extent OfFragment(ROM name)
    {
        // Entered before it is measured, so a fragment that spreads itself ends here; validation names the circle.
        if (known.TryAdd(name, default) && document.FindFragmentDefinition(name) is { } fragment)
        {
            known[name] = Of(fragment.SelectionSet);
        }

        return known[name];
    }
}
