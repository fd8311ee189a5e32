using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Projections.Compliance.Regimes;

/// <summary>What reading a regime gave: the regime, or every fault that it has.</summary>
public sealed record RegimeReading(Regime? Regime, ImmutableArray<RegimeFault> Faults);

/// <summary>Reads the text of a regime. The form is told in <c>src/PublicApi/Regimes/README.md</c>.</summary>
public static partial class RegimeFile
{
    private const int WholeBasisPoints = 10_000;
    private const int LargestCount = 1_000_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <param name="json">UTF-16 text of one JSON object.</param>
    public static RegimeReading Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var form = new FormReader();
            var regime = ReadRegime(form, document.RootElement);
            return form.Faults.IsEmpty ? new RegimeReading(regime, []) : new RegimeReading(null, form.Faults);
        }
        catch (JsonException fault)
        {
            return new RegimeReading(null, [new RegimeFault(
                fault.Path ?? "$", $"is not JSON, or names a member twice (line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}).")]);
        }
    }

    private static Regime? ReadRegime(FormReader form, JsonElement root)
    {
        const string at = "$";
        if (!form.IsObject(root, at, "id", "version", "name_zh", "name_en", "legal_basis", "effective_from", "items"))
        {
            return null;
        }

        var id = form.Text(root, at, "id");
        if (id.Length > 0 && !IdForm().IsMatch(id))
        {
            form.Note("$.id", "has to be lower-case letters, digits and '-'.");
        }

        var day = form.Text(root, at, "effective_from");
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) && day.Length > 0)
        {
            form.Note("$.effective_from", "has to be a day, yyyy-MM-dd.");
        }

        var version = (int)form.Number(root, at, "version", 1, LargestCount);
        var (nameZh, nameEn) = (form.Text(root, at, "name_zh"), form.Text(root, at, "name_en"));
        return new Regime(id, version, nameZh, nameEn, form.Text(root, at, "legal_basis"), from, Items(form, root, at));
    }

    private static ImmutableArray<RegimeItem> Items(FormReader form, JsonElement root, string at)
    {
        var items = ImmutableArray.CreateBuilder<RegimeItem>();
        if (!form.IsList(root, at, "items", out var list))
        {
            return [];
        }

        var rules = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (item, index) in list.EnumerateArray().Select((item, index) => (item, index)))
        {
            var path = $"{at}.items[{index}]";
            if (!form.IsObject(item, path, "code", "name_zh", "name_en", "checks"))
            {
                continue;
            }

            var code = form.Text(item, path, "code");
            if (code.Length > 0 && !CodeForm().IsMatch(code))
            {
                form.Note($"{path}.code", "has to be D or U and a digit from 1 to 9.");
            }
            else if (code.Length > 0 && items.Any(other => other.Code == code))
            {
                form.Note($"{path}.code", "is the code of an item before it.");
            }

            items.Add(new RegimeItem(
                code, form.Text(item, path, "name_zh"), form.Text(item, path, "name_en"), Checks(form, item, path, code, rules)));
        }

        return items.ToImmutable();
    }

    private static ImmutableArray<RegimeCheck> Checks(FormReader form, JsonElement item, string at, string code, HashSet<string> rules)
    {
        var checks = ImmutableArray.CreateBuilder<RegimeCheck>();
        if (!form.IsList(item, at, "checks", out var list))
        {
            return [];
        }

        foreach (var (check, index) in list.EnumerateArray().Select((check, index) => (check, index)))
        {
            var path = $"{at}.checks[{index}]";
            if (form.IsObject(
                check, path, "rule", "version", "measure", "kind", "params", "severity", "legal_basis", "findings", "threshold"))
            {
                Check(form, check, path, code, rules, checks);
            }
        }

        return checks.ToImmutable();
    }

    private static void Check(
        FormReader form, JsonElement check, string path, string code, HashSet<string> rules, ImmutableArray<RegimeCheck>.Builder checks)
    {
        var rule = form.Text(check, path, "rule");
        if (rule.Length > 0 && (!RuleForm().IsMatch(rule) || !rule.StartsWith($"{code}-", StringComparison.Ordinal)))
        {
            form.Note($"{path}.rule", "has to be the item's code, '-', and capital letters, digits and '_'.");
        }
        else if (rule.Length > 0 && !rules.Add(rule))
        {
            form.Note($"{path}.rule", "is the rule of a check before it.");
        }

        var version = (int)form.Number(check, path, "version", 1, LargestCount);
        var measure = form.Text(check, path, "measure");
        var severity = form.OneOf(check, path, "severity", Severities.All);
        var basis = form.Text(check, path, "legal_basis");
        var each = form.OneOf(check, path, "findings", ["each", "total"]) == "each";
        var threshold = ReadThreshold(form, check, path);
        var name = form.OneOf(check, path, "kind", [.. CheckKind.All.Keys]);
        if (CheckKind.All.TryGetValue(name, out var kind)
            && ParameterReader.Read(form, check, path, kind) is { } parameters)
        {
            checks.Add(new RegimeCheck(rule, version, measure, kind, parameters, severity, basis, each, threshold));
        }
    }

    private static Threshold ReadThreshold(FormReader form, JsonElement check, string at)
    {
        var path = $"{at}.threshold";
        if (form.Member(check, at, "threshold") is not { } value
            || !form.IsObject(value, path, "pass_basis_points", "fail_basis_points", "minimum_n"))
        {
            return new Threshold(WholeBasisPoints, WholeBasisPoints, 1);
        }

        var pass = (int)form.Number(value, path, "pass_basis_points", 0, WholeBasisPoints);
        var fail = (int)form.Number(value, path, "fail_basis_points", 0, WholeBasisPoints);
        if (fail > pass)
        {
            form.Note(path, "has to fail at or below the rate at which it passes.");
        }

        return new Threshold(pass, fail, (int)form.Number(value, path, "minimum_n", 1, LargestCount));
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex IdForm();

    [GeneratedRegex("^[DU][1-9]\\z")]
    private static partial Regex CodeForm();

    [GeneratedRegex("^[DU][1-9]-[A-Z][A-Z0-9_]*\\z")]
    private static partial Regex RuleForm();
}
