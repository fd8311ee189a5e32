using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

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
        var tally = new DocumentTally();
        await DocumentTally.Counter.Instance.VisitAsync(document, tally);
        if (tally.HasBadText)
        {
            return new ValidationError("A string holds U+0000 or half a surrogate pair.") { Code = ErrorCodes.BadArgument };
        }

        (string What, int Count, int Limit)[] counts =
        [
            ("operations", tally.Operations, 1),
            ("type definitions", document.Definitions.Count - tally.Operations - tally.Fragments, 0),
            ("fragments", tally.Fragments, Limits.Fragments),
            ("spreads", tally.Spreads, Limits.Spreads),
            ("directives", tally.Directives, Limits.Directives),
        ];
        foreach (var (what, count, limit) in counts)
        {
            if (count > limit)
            {
                return TooMuch(what, limit);
            }
        }

        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().FirstOrDefault();
        var extent = new DocumentMeasure(document).Of(operation?.SelectionSet);
        return extent.Top > Limits.RootFields ? TooMuch("root fields", Limits.RootFields)
            : extent.Depth > Limits.Depth ? TooMuch("levels", Limits.Depth)
            : extent.Fields > Limits.ExpandedFields ? TooMuch("fields, those of fragments as often as they are spread", Limits.ExpandedFields)
            : null;
    }

    private static ValidationError TooMuch(string what, int limit) =>
        new($"A document has at most {limit} {what}.") { Code = ErrorCodes.LimitExceeded };
}
