using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace PublicApi.GraphQL;

/// <summary>Where a document that was found valid depends on variables.</summary>
internal sealed record DocumentPlaces(
    IReadOnlyList<IHasDirectivesNode> WithDirectives,
    IReadOnlyList<(GraphQLField Field, FieldType Definition)> WithArguments,
    IReadOnlyList<(GraphQLField Field, FieldType Definition)> WithRules)
{
    // It knows where each variable is used, once it was asked; so one that nobody uses is kept.
    private ValidationContext? free;

    public ValidationContext TakeContext(in ValidationOptions options)
    {
        var context = Interlocked.Exchange(ref free, null) ?? new ValidationContext { Schema = options.Schema, Document = options.Document, Operation = options.Operation };
        context.Variables = options.Variables;
        context.RequestServices = options.RequestServices;
        context.CancellationToken = options.CancellationToken;
        return context;
    }

    public void GiveBack(ValidationContext context)
    {
        if (!context.HasErrors)
        {
            (context.Variables, context.RequestServices, context.CancellationToken) = (null!, null, CancellationToken.None);
            (context.ArgumentValues, context.DirectiveValues) = (null, null);
            free = context;
        }
    }
}
