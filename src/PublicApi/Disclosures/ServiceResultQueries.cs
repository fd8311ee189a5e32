using System.ComponentModel;
using GraphQL;
using GraphQL.Validation;
using Projections.Disclosures;
using PublicApi.Disclosures;

namespace PublicApi.GraphQL;

public sealed partial class Query
{
    [Complexity(Limits.ServiceResultsImpact, 1)]
    [FromIsNotAfterTo]
    [Description("What became of the cases requested in some months. 若干月份内提出的请求的办理结果。")]
    public static async Task<ServiceResults> ServiceResults(
        [Description("Code of a service; all when left out. 服务代码；省略则为全部。")] string? service,
        [Month][Description("First month, yyyy-MM; from the first when left out. 起始月份。")] string? from,
        [Month][Description("Last month, yyyy-MM; to the last when left out. 截止月份。")] string? to,
        [OneState][Description(AsOfState)] AsOf? asOf,
        [FromServices] LedgerSnapshot snapshot,
        CancellationToken ct)
    {
        var filter = new ServiceResultFilter(service, from, to);
        var size = await snapshot.Size(asOf, ct);
        var source = await snapshot.Cases(size, ct);
        var found = await ServiceResultQuery.Counts(source, filter, ServiceResultGrouping.Total, ct);
        return new(source, filter, found.SingleOrDefault()?.Counts ?? ServiceResultCounts.Zero, size);
    }
}

/// <summary>A span of months that has any.</summary>
internal sealed class FromIsNotAfterToAttribute : FieldRuleAttribute
{
    protected override ValidationError? FaultOf(FieldArgumentsValidationContext context) =>
        string.CompareOrdinal(context.GetArgument<string?>("from"), context.GetArgument<string?>("to") ?? "9999-99") > 0
            ? new ValidationError("\"from\" is after \"to\".") { Code = ErrorCodes.BadArgument }
            : null;
}
