using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>Fields that have to say something: of every service of the month, or of every entry of one type of a case.</summary>
public sealed class RequiredFields : CheckKind
{
    private const string Service = "service";

    public override string Name => "required-fields";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("of", ParameterType.Text),
        new("fields", ParameterType.Texts),
        new("refused_values", ParameterType.Texts, Optional: true),
    ];

    public override string? WhyImpossible(CheckParameters parameters)
    {
        var of = parameters.Text("of");
        var rules = of == Service
            ? EntrySchema.Types[("service.published", 1)].Public.Single(rule => rule.Name == "content").Parts!
            : EntrySchema.Types.GetValueOrDefault((of, 1)) is { Stream: "case-" } type ? type.Public : null;
        return rules is null ? "names in 'of' neither 'service' nor the type of an entry of a case."
            : parameters.Texts("fields").All(field => rules.Any(rule => rule.Name == field)) ? null
            : "names a field that what 'of' names does not have.";
    }

    public override IEnumerable<Observation> Observe(CheckRun run)
    {
        var of = run.Parameters.Text("of");
        return of == Service
            ? run.Services.Select(service => service.Observe(Complete(service.Content.Says, service.Content.FindText, run.Parameters)))
            : run.CaseEntries(of).Select(at => at.Case.Observe(at.Index, Complete(at.Entry.Fields.Says, at.Entry.Fields.FindText, run.Parameters), at.Entry));
    }

    private static bool Complete(Func<string, bool> says, Func<string, string?> text, CheckParameters parameters) => parameters.Texts("fields")
        .All(field => says(field) && (text(field) is not { } said || !parameters.Texts("refused_values").Contains(said)));
}
