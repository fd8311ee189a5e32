using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using GraphQLParser.AST;
using PublicApi.Alliance;
using PublicApi.Feed;
using PublicApi.Transparency;

namespace PublicApi.GraphQL;

/// <summary>Puts the public schema together, with the limits that GraphQL.NET enforces; <see cref="DocumentGuard"/> has the rest.</summary>
public static partial class Schema
{
    // Introspection lists have sizes of their own; small impacts keep the query of every client far below the limit and
    // one that goes round the type graph far above it.
    private const double IntrospectionImpact = 0.07;

    private static readonly Dictionary<string, int> IntrospectionLists = new()
    {
        ["types"] = 20,
        ["fields"] = 10,
        ["inputFields"] = 2,
        ["args"] = 2,
        ["enumValues"] = 2,
        ["directives"] = 4,
        ["interfaces"] = 2,
        ["possibleTypes"] = 2,
    };

    /// <param name="services">Where the service is put together.</param>
    /// <param name="configuration">Has the section <c>Feed</c>, see <see cref="FeedSettings"/>.</param>
    /// <param name="isSigned">Whether the log has a key.</param>
    public static void AddPublicGraphQL(this IServiceCollection services, IConfiguration configuration, bool isSigned)
    {
        services.AddScoped<LedgerSnapshot>();
        services.AddFrontDoor(configuration);
        services.AddScoped<RequestCost>().AddScoped<EntryReader>();
        services.AddSingleton<Documents>().AddSingleton<Answers>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<Operations>(provider, provider.GetRequiredService<IDocumentExecuter<ISchema>>()));
        services.AddAlliance();
        services.AddFeed(configuration, isSigned);
        services.AddTransient<LongScalar>().AddTransient<DecimalScalar>().AddTransient<InstantScalar>();
        services.AddSingleton<IDocumentValidator, DocumentRules>();
        services.AddGraphQL(builder => builder
            .AddAutoSchema<Query>(root => root.WithSubscription<Subscription>())
            .AddSchema(provider => new AllianceSchema(provider))
            .AddSystemTextJson(options => options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
            .AddErrorInfoProvider<PublicErrors>()
            .AddExecutionStrategy<RowStrategy>(OperationType.Query)
            .AddExecutionStrategy<ResultScopes>(OperationType.Subscription)
            .AddComplexityAnalyzer(complexity =>
            {
                complexity.MaxComplexity = Limits.Complexity;
                complexity.ValidateComplexityDelegate = RequestCost.Weigh;
                complexity.DefaultListImpactMultiplier = Limits.ItemsOfOtherLists;
                var ordinary = complexity.DefaultComplexityImpactDelegate;
                complexity.DefaultComplexityImpactDelegate = field => IsIntrospection(field) ? Introspection(field) : ordinary(field);
            })
            .ConfigureSchema(schema =>
            {
                schema.RegisterTypeMapping<long, LongScalar>();
                schema.RegisterTypeMapping<decimal, DecimalScalar>();
                schema.RegisterTypeMapping<DateTimeOffset, InstantScalar>();

                // No field gives it: it is where clients find what codes there are.
                schema.RegisterType(typeof(EnumerationGraphType<ErrorCode>));
            })
            .AddUnhandledExceptionHandler(fault => LogFault(
                fault.ExecutionOptions!.RequestServices!.GetRequiredService<ILogger<Query>>(), fault.OriginalException)));
    }

    private static bool IsIntrospection(FieldImpactContext field) =>
        field.FieldDefinition.Name.StartsWith("__", StringComparison.Ordinal)
        || field.ParentType.Name.StartsWith("__", StringComparison.Ordinal);

    private static FieldComplexityResult Introspection(FieldImpactContext field) =>
        new(IntrospectionImpact, IntrospectionLists.GetValueOrDefault(field.FieldDefinition.Name, 1));

    [LoggerMessage(LogLevel.Error, "A GraphQL field failed.")]
    private static partial void LogFault(ILogger log, Exception fault);
}
