using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace PublicApi.GraphQL;

/// <summary>
/// Validates a document in full once. When it is asked again only what depends on variables is looked at: the arguments, by the rules
/// of those fields that have any. Which these are was noted the first time, so the document is not walked for them.
/// </summary>
internal sealed class DocumentRules : IDocumentValidator
{
    private readonly DocumentValidator library = new();

    public Task<IValidationResult> ValidateAsync(in ValidationOptions options) =>
        options.RequestServices?.GetService<RequestCost>()?.Document is not { } document ? library.ValidateAsync(options)
        : document is { IsValid: true, Cost: not null } ? Again(options, document.WithRules)
        : library.ValidateAsync(options with { Rules = [.. options.Rules ?? DocumentValidator.CoreRules, new Noting(document)] });

    private async Task<IValidationResult> Again(ValidationOptions options, IReadOnlyCollection<(GraphQLField Field, FieldType Definition)> ruled)
    {
        var result = await library.ValidateAsync(options with { Rules = [] });
        if (!result.IsValid)
        {
            return result;
        }

        var context = new ValidationContext
        {
            Schema = options.Schema,
            Document = options.Document,
            Operation = options.Operation,
            RequestServices = options.RequestServices,
            CancellationToken = options.CancellationToken,
            ArgumentValues = (Dictionary<GraphQLField, IDictionary<string, ArgumentValue>>?)result.ArgumentValues,
        };
        foreach (var (field, definition) in ruled)
        {
            await definition.ValidateArguments!(new() { FieldAst = field, FieldDefinition = definition, ValidationContext = context });
        }

        return context.HasErrors ? new ValidationResult(context.Errors) : result;
    }

    /// <summary>Notes the fields of a document whose arguments have rules.</summary>
    private sealed class Noting(KnownDocument document) : ValidationRuleBase, INodeVisitor
    {
        private readonly List<(GraphQLField Field, FieldType Definition)> found = [];

        public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context) => new(this);

        public ValueTask EnterAsync(ASTNode node, ValidationContext context)
        {
            if (node is GraphQLField field && context.TypeInfo.GetFieldDef() is { ValidateArguments: not null } definition)
            {
                found.Add((field, definition));
            }

            return default;
        }

        public ValueTask LeaveAsync(ASTNode node, ValidationContext context)
        {
            if (node is GraphQLDocument)
            {
                document.WithRules = found;
            }

            return default;
        }
    }
}
