using GraphQL;
using GraphQL.Validation.Complexity;

namespace PublicApi.GraphQL;

/// <summary>What one request is found to cost: fields of its answer, estimated. Told in <c>extensions.cost</c>.</summary>
internal sealed class RequestCost
{
    private double? total;

    /// <summary>The document of the request.</summary>
    public KnownDocument? Document { get; set; }

    private int Limit => Document is { IsOurs: true } ? Limits.ComplexityOfOurs : Limits.Complexity;

    /// <summary>Takes down what the library found, and lets the service's own documents cost more.</summary>
    public static Task Weigh(ComplexityValidationContext found)
    {
        if (found.ValidationContext.RequestServices?.GetService<RequestCost>() is { } cost)
        {
            cost.total = found.TotalImpact;
            if (cost.Document is { CostsAlwaysTheSame: true } document)
            {
                document.Cost = found.TotalImpact;
            }

            if (found.TotalImpact <= cost.Limit)
            {
                found.Error = null;
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Tells the cost with the answer.</summary>
    public void AddTo(ExecutionResult result)
    {
        if (result.Executed && (total ?? Document?.Cost) is { } cost)
        {
            result.Extensions = new Dictionary<string, object?>(result.Extensions ?? [])
            {
                ["cost"] = new Dictionary<string, object?>
                {
                    ["requested"] = Math.Round(cost, 1),
                    ["limit"] = Limit,
                    ["remaining"] = Math.Round(Limit - cost, 1),
                },
            };
        }
    }
}
