using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQL.Validation.Rules.Custom;
using GraphQLParser.AST;

namespace PublicApi.GraphQL;

/// <summary>
/// Validates a document in full once. When it is asked again only what depends on variables is looked at: these, the arguments, and the
/// rules of those fields that have any. Where they stand was noted the first time, so the document is not walked for them.
/// </summary>
internal sealed class DocumentRules : IDocumentValidator
{
    private readonly DocumentValidator library = new();

    public Task<IValidationResult> ValidateAsync(in ValidationOptions options) =>
        options.RequestServices?.GetService<RequestCost>()?.Document is not { } document ? library.ValidateAsync(options)
        : document.Places is not { } places ? First(options, document)
        : document.Cost is null ? library.ValidateAsync(options with { Rules = options.Rules?.Where(rule => rule is FieldArgumentsAreValidRule or ComplexityValidationRule) })
        : Again(options, places);

    private async Task<IValidationResult> First(ValidationOptions options, KnownDocument document)
    {
        var noting = new Noting();
        var result = await library.ValidateAsync(options with { Rules = [.. options.Rules ?? DocumentValidator.CoreRules, noting] });
        if (result.IsValid)
        {
            document.Places = new(
                [.. (result.DirectiveValues?.Keys ?? []).Cast<IHasDirectivesNode>()],
                [.. (result.ArgumentValues?.Keys ?? []).Select(field => (field, noting.Definitions[field]))],
                [.. noting.Definitions.Where(found => found.Value.ValidateArguments is not null).Select(found => (found.Key, found.Value))]);
        }

        return result;
    }

    private static async Task<IValidationResult> Again(ValidationOptions options, DocumentPlaces places)
    {
        var context = places.TakeContext(options);
        var (variables, faults) = await context.GetVariablesValuesAsync();
        faults?.ForEach(context.ReportError);
        if (context.HasErrors)
        {
            return new ValidationResult(context.Errors) { Variables = variables };
        }

        ReadArguments(context, places, variables);
        foreach (var (field, definition) in context.HasErrors ? [] : places.WithRules)
        {
            await definition.ValidateArguments!(new() { FieldAst = field, FieldDefinition = definition, ValidationContext = context });
        }

        var result = new ValidationResult(context.Errors)
        {
            Variables = variables,
            ArgumentValues = context.ArgumentValues,
            DirectiveValues = context.DirectiveValues,
        };
        places.GiveBack(context);
        return result;
    }

    // The library reads them in this order too.
    private static void ReadArguments(ValidationContext context, DocumentPlaces places, Variables variables)
    {
        foreach (var node in places.WithDirectives)
        {
            Try(() => (context.DirectiveValues ??= []).Add((ASTNode)node, ExecutionHelper.GetDirectives(node, variables, context.Schema, context.Document)!));
        }

        foreach (var (field, definition) in places.WithArguments)
        {
            Try(() => (context.ArgumentValues ??= []).Add(
                field, ExecutionHelper.GetArguments(definition.Arguments, field.Arguments, variables, context.Document, field, null)!));
        }

        void Try(Action read)
        {
            try
            {
                read();
            }
            catch (ValidationError fault)
            {
                context.ReportError(fault);
            }
        }
    }

    /// <summary>Notes which definition each field of a document has.</summary>
    private sealed class Noting : ValidationRuleBase, INodeVisitor
    {
        public Dictionary<GraphQLField, FieldType> Definitions { get; } = [];

        public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context) => new(this);

        public ValueTask EnterAsync(ASTNode node, ValidationContext context)
        {
            if (node is GraphQLField field && context.TypeInfo.GetFieldDef() is { } definition)
            {
                Definitions.Add(field, definition);
            }

            return default;
        }

        public ValueTask LeaveAsync(ASTNode node, ValidationContext context) => default;
    }
}
