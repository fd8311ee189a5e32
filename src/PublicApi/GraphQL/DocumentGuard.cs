using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using GraphQLParser.Visitors;

namespace PublicApi.GraphQL;

/// <summary>
/// Parses a document and refuses one that would cost too much to validate: validation compares fields in pairs and walks
/// fragments as often as they are spread. All of this is linear in the length of the document.
/// </summary>
internal static class DocumentGuard
{
    /// <returns>The document, or why it is refused.</returns>
    public static async ValueTask<(GraphQLDocument? Document, ExecutionError? Refusal)> Parse(string text)
    {
        try
        {
            if (text.Length > Limits.DocumentCharacters)
            {
                return (null, TooMuch("characters", Limits.DocumentCharacters));
            }

            if (HasTooManyTokens(text))
            {
                return (null, TooMuch("tokens", Limits.Tokens));
            }

            var document = Parser.Parse(text);
            return await Refuse(document) is { } refusal ? (null, refusal) : (document, null);
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            return (null, new SyntaxError(fault));
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return (null, new ValidationError("The document is nested too deeply.") { Code = ErrorCodes.LimitExceeded });
        }
    }

    private static bool HasTooManyTokens(ROM text)
    {
        var count = 0;
        for (var token = Lexer.Lex(text); token.Kind != TokenKind.EOF; token = Lexer.Lex(text, token.End))
        {
            if (++count > Limits.Tokens)
            {
                return true;
            }
        }

        return false;
    }

    private static async ValueTask<ValidationError?> Refuse(GraphQLDocument document)
    {
        var tally = new Tally();
        await Counter.Instance.VisitAsync(document, tally);
        if (tally.HasBadText)
        {
            return new ValidationError("A string holds U+0000 or half a surrogate pair.") { Code = ErrorCodes.BadArgument };
        }

        (string What, int Count, int Limit)[] counts =
        [
            ("operations", tally.Operations, 1),
            ("type definitions", document.Definitions.Count - tally.Operations - tally.Fragments, 0),
            ("fragments", tally.Fragments, Limits.Fragments),
            ("spreads", tally.Spreads.Values.Sum(), Limits.Spreads),
            ("spreads of one fragment", tally.Spreads.Values.DefaultIfEmpty().Max(), Limits.SpreadsOfOneFragment),
            ("directives", tally.Directives, Limits.Directives),
        ];
        foreach (var (what, count, limit) in counts)
        {
            if (count > limit)
            {
                return TooMuch(what, limit);
            }
        }

        var extent = new Measure(document).Of(document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault()?.SelectionSet);
        return extent.Fields > Limits.RootFields ? TooMuch("root fields", Limits.RootFields)
            : extent.Depth > Limits.Depth ? TooMuch("levels", Limits.Depth)
            : null;
    }

    private static ValidationError TooMuch(string what, int limit) =>
        new($"A document has at most {limit} {what}.") { Code = ErrorCodes.LimitExceeded };

    private sealed class Tally : IASTVisitorContext
    {
        public int Operations { get; set; }

        public int Fragments { get; set; }

        public int Directives { get; set; }

        public bool HasBadText { get; set; }

        public Dictionary<ROM, int> Spreads { get; } = [];

        public CancellationToken CancellationToken => default;
    }

    private sealed class Counter : ASTVisitor<Tally>
    {
        public static readonly Counter Instance = new();

        protected override ValueTask VisitOperationDefinitionAsync(GraphQLOperationDefinition operationDefinition, Tally context)
        {
            context.Operations++;
            return base.VisitOperationDefinitionAsync(operationDefinition, context);
        }

        protected override ValueTask VisitFragmentDefinitionAsync(GraphQLFragmentDefinition fragmentDefinition, Tally context)
        {
            context.Fragments++;
            return base.VisitFragmentDefinitionAsync(fragmentDefinition, context);
        }

        protected override ValueTask VisitFragmentSpreadAsync(GraphQLFragmentSpread fragmentSpread, Tally context)
        {
            var name = fragmentSpread.FragmentName.Name.Value;
            context.Spreads[name] = context.Spreads.GetValueOrDefault(name) + 1;
            return base.VisitFragmentSpreadAsync(fragmentSpread, context);
        }

        protected override ValueTask VisitDirectiveAsync(GraphQLDirective directive, Tally context)
        {
            context.Directives++;
            return base.VisitDirectiveAsync(directive, context);
        }

        protected override ValueTask VisitStringValueAsync(GraphQLStringValue stringValue, Tally context)
        {
            context.HasBadText |= !PlainText.IsStorable(stringValue.Value.Span);
            return default;
        }
    }

    /// <summary>How deep a selection goes and how many fields it has at its top, fragments included, each measured once.</summary>
    private sealed class Measure(GraphQLDocument document)
    {
        private readonly Dictionary<ROM, (int Depth, int Fields)> known = [];

        public (int Depth, int Fields) Of(GraphQLSelectionSet? set)
        {
            var (depth, fields) = (0, 0);
            foreach (var selection in set?.Selections ?? [])
            {
                var inner = selection switch
                {
                    GraphQLField field => (Levels(field), 1),
                    GraphQLInlineFragment inline => Of(inline.SelectionSet),
                    GraphQLFragmentSpread spread => OfFragment(spread.FragmentName.Name.Value),
                    _ => default,
                };
                depth = Math.Max(depth, inner.Item1);
                fields += inner.Item2;
            }

            return (depth, fields);
        }

        private int Levels(GraphQLField field) =>
            field.SelectionSet is null || field.Name.Value.Span.StartsWith("__", StringComparison.Ordinal)
                ? 0
                : 1 + Of(field.SelectionSet).Depth;

        private (int Depth, int Fields) OfFragment(ROM name)
        {
            // Entered before it is measured, so a fragment that spreads itself ends here; validation names the circle.
            if (known.TryAdd(name, default) && document.FindFragmentDefinition(name) is { } fragment)
            {
                known[name] = Of(fragment.SelectionSet);
            }

            return known[name];
        }
    }
}
