using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>Codes are in the list that was published for them, as it was in force; credit codes of providers pass their check
/// digit (GB 32100) or were verified by somebody. While a list is not published nothing is said.</summary>
public sealed class CodeValidity : CheckKind
{
    private const string Uscc = "uscc";

    // GB 32100-2015: I, O, S, V and Z are left out; a symbol's value is its place.
    private const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int UsccLength = 18;

    public override string Name => "code-validity";

    public override IReadOnlyList<Parameter> Parameters { get; } =
    [
        new("of", ParameterType.Text, OneOf: ["service", "request", "platform", Uscc]),
        new("field", ParameterType.Text, Optional: true, OneOf: ["category_code", "region_code"]),
        new("list", ParameterType.Text, Optional: true),
    ];

    public override string? WhyImpossible(CheckParameters parameters)
    {
        var (of, field) = (parameters.Text("of"), parameters.OptionalText("field"));
        var listed = field is not null && parameters.OptionalText("list") is not null;
        return of == Uscc ? field is null && parameters.OptionalText("list") is null ? null : "names a list where the code has its own check."
            : !listed ? "has to have 'field' and 'list'."
            : (of == "service" && field != "category_code") || (of == "platform" && field != "region_code") ? "names a field that is not there."
            : null;
    }

    public override IEnumerable<Observation> Observe(CheckRun run) => run.Parameters.Text("of") switch
    {
        Uscc => Providers(run),
        "service" => run.Services
            .Select(service => (service, listed: IsListed(run, service.Content, service.At)))
            .Where(at => at.listed is not null).Select(at => at.service.Observe(at.listed!.Value)),
        "platform" => run.OpenPlatforms().Where(platform => platform.Registered is not null)
            .Select(platform => (platform, listed: IsListed(run, platform.Registered!.Fields, run.Last)))
            .Where(at => at.listed is not null).Select(at => CheckRun.OfPlatform(at.platform, at.listed!.Value, at.platform.Registered)),
        _ => Requests(run),
    };

    private static IEnumerable<Observation> Requests(CheckRun run)
    {
        var (lists, field) = (Lists(run), run.Parameters.Text("field"));
        var codes = new Dictionary<PublishedVersion, HashSet<string?>>(ReferenceEqualityComparer.Instance);
        foreach (var (found, index, submitted) in run.CaseEntries("request.submitted"))
        {
            if (lists?.At(submitted.OccurredAt) is { } list)
            {
                if (!codes.TryGetValue(list, out var listed))
                {
                    codes[list] = listed = [.. Codes(list)];
                }

                yield return found.Observe(index, listed.Contains(submitted.Fields.FindText(field)), submitted);
            }
        }
    }

    private static bool? IsListed(CheckRun run, PublicFields fields, DateTimeOffset at) =>
        Lists(run)?.At(at) is { } list ? Codes(list).Contains(fields.FindText(run.Parameters.Text("field"))) : null;

    private static Versions? Lists(CheckRun run) => run.Facts.VersionsOf($"codelist-{run.Parameters.Text("list")}");

    private static IEnumerable<string?> Codes(PublishedVersion list) => list.Fields.Groups("items").Select(item => item.FindText("code"));

    // Why a lawful code that fails its check was taken is not public; that somebody verified the provider is.
    private static IEnumerable<Observation> Providers(CheckRun run)
    {
        foreach (var provider in run.Facts.Providers.Values)
        {
            if (provider.Registered is { } registered && registered.OccurredAt < run.Month.End)
            {
                yield return new Observation(
                    registered.Stream, registered.Node, provider.Code,
                    PassesCheck(provider.Code) || provider.Verified?.OccurredAt < run.Month.End,
                    [EntryRef.Of(registered)]);
            }
        }
    }

    private static bool PassesCheck(string code)
    {
        var (sum, weight) = (0, 1);
        foreach (var symbol in code)
        {
            var value = Symbols.IndexOf(symbol, StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            // Weights 3^i mod 31; with the weight 1 for the check symbol the sum is a multiple of 31.
            sum += value * weight;
            weight = weight * 3 % Symbols.Length;
        }

        var check = code.Length == UsccLength ? Symbols.IndexOf(code[^1], StringComparison.Ordinal) : -1;
        var lastWeight = Enumerable.Range(1, UsccLength - 1).Aggregate(1, static (power, _) => power * 3 % 31);
        return check >= 0 && (sum - (check * lastWeight) + check) % Symbols.Length == 0;
    }
}
