using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace PublicApi.GraphQL;

/// <summary>What a document has how many of, counted in one walk over its tree.</summary>
internal sealed class DocumentTally : IASTVisitorContext
{
    public int Operations { get; set; }

    public int Fragments { get; set; }

    public int Directives { get; set; }

    public bool HasBadText { get; set; }

    public int Spreads { get; set; }

    public CancellationToken CancellationToken => default;

    public sealed class Counter : ASTVisitor<DocumentTally>
    {
        public static readonly Counter Instance = new();

        protected override ValueTask VisitOperationDefinitionAsync(GraphQLOperationDefinition operationDefinition, DocumentTally context)
        {
            context.Operations++;
            return base.VisitOperationDefinitionAsync(operationDefinition, context);
        }

        protected override ValueTask VisitFragmentDefinitionAsync(GraphQLFragmentDefinition fragmentDefinition, DocumentTally context)
        {
            context.Fragments++;
            return base.VisitFragmentDefinitionAsync(fragmentDefinition, context);
        }

        protected override ValueTask VisitFragmentSpreadAsync(GraphQLFragmentSpread fragmentSpread, DocumentTally context)
        {
            context.Spreads++;
            return base.VisitFragmentSpreadAsync(fragmentSpread, context);
        }

        protected override ValueTask VisitDirectiveAsync(GraphQLDirective directive, DocumentTally context)
        {
            context.Directives++;
            return base.VisitDirectiveAsync(directive, context);
        }

        protected override ValueTask VisitStringValueAsync(GraphQLStringValue stringValue, DocumentTally context)
        {
            context.HasBadText |= !PlainText.IsStorable(stringValue.Value.Span);
            return default;
        }
    }
}
