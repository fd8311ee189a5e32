using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>A number lies within what was published for it: a charged price within its fee item, a fee item within its
/// standard, a promise within the longest that standard or network allow, a score on the scale.</summary>
public sealed class Band : CheckKind
{
    private const long WholeBasisPoints = 10_000;

    private static readonly string[] Clocks =
        ["accept_within_working_days", "first_contact_within_working_days", "complete_within_working_days"];

    public override string Name => "band";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("of", ParameterType.Text, OneOf:
            ["charged_price", "charged_reduction", "fee_item_price", "fee_item_reduction", "promise_in_standard", "promise_in_network", "score"]),
        new("at_least", ParameterType.Number, Optional: true),
        new("at_most", ParameterType.Number, Optional: true),
    ];

    public override string? WhyImpossible(CheckParameters parameters)
    {
        var (least, most) = (parameters.OptionalNumber("at_least"), parameters.OptionalNumber("at_most"));
        return parameters.Text("of") != "score"
            ? least is null && most is null ? null : "sets limits where what was published sets them."
            : least is null || most is null ? "has to have 'at_least' and 'at_most' for scores."
            : least > most ? "has to have 'at_least' no larger than 'at_most'."
            : null;
    }

    public override IEnumerable<Observation> Observe(CheckRun run) => run.Parameters.Text("of") switch
    {
        "charged_price" => run.Charged.Where(line => line.Listed is not null).Select(line => line.Observe(
            line.UnitPriceFen >= line.Listed!.Fields.RequireNumber("min_fen") && line.UnitPriceFen <= line.Listed.Fields.RequireNumber("max_fen"))),
        "charged_reduction" => run.Charged.Where(IsReduced).Select(line => line.Observe(line.DiscountFen >= Reduction(line))),
        "fee_item_price" => FeeItems(run, static (standard, item) =>
            standard.FindNumber("fee_cap_fen") is not { } cap || item.RequireNumber("max_fen") <= cap),
        "fee_item_reduction" => FeeItems(run, static (standard, item) => item.RequireNumber("max_fen") == 0
            || item.RequireNumber("small_micro_discount_basis_points") >= standard.RequireNumber("discount_minimum_basis_points")),
        "promise_in_standard" => Promises(run, (service, at) => run.Standard(service.Content.FindText("standard_code"))?.At(at)),
        "promise_in_network" => Promises(run, (_, at) => run.OwnStandard?.At(at)),
        _ => Scores(run),
    };

    private static bool IsReduced(ChargedLine line) => line.Case.IsSmallOrMicro && line.Listed is { } listed
        && listed.Fields.RequireNumber("small_micro_discount_basis_points") > 0;

    private static Int128 Reduction(ChargedLine line) => ChargedLine.RoundHalfUp(
        line.GrossFen * line.Listed!.Fields.RequireNumber("small_micro_discount_basis_points"), WholeBasisPoints);

    // An item is held against the standard that was in force when the item took effect.
    private static IEnumerable<Observation> FeeItems(CheckRun run, Func<PublicFields, PublicFields, bool> isWithin)
    {
        foreach (var service in run.Services)
        {
            foreach (var (code, versions) in service.Service.FeeItems)
            {
                if (versions.At(service.At) is { } item
                    && run.Standard(service.Content.FindText("standard_code"))?.At(item.From) is { } standard)
                {
                    yield return service.ObservePart($"#{code}", isWithin(standard.Fields, item.Fields), standard.Entry, item.Entry);
                }
            }
        }
    }

    private static IEnumerable<Observation> Promises(CheckRun run, Func<StandingService, DateTimeOffset, PublishedVersion?> standardOf)
    {
        foreach (var service in run.Services)
        {
            if (service.Service.Commitments.At(service.At) is { } promise && standardOf(service, service.At) is { } standard)
            {
                // 0: the standard sets no such clock, or the service promises none, which is the coverage's to find.
                var held = Clocks.All(clock => standard.Fields.RequireNumber(clock) == 0
                    || promise.Fields.RequireNumber(clock) <= standard.Fields.RequireNumber(clock));
                yield return service.Observe(held, standard.Entry, promise.Entry);
            }
        }
    }

    private static IEnumerable<Observation> Scores(CheckRun run)
    {
        var (least, most) = (run.Parameters.Number("at_least"), run.Parameters.Number("at_most"));
        return run.CaseEntries("rating.submitted").Concat(run.CaseEntries("rating.revised")).Select(at => at.Case.Observe(
            at.Index, at.Entry.Fields.RequireNumber("score") >= least && at.Entry.Fields.RequireNumber("score") <= most, at.Entry));
    }
}
