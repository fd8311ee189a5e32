using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Projections.Compliance;
using Projections.Compliance.Indicators;

namespace PublicApi.Cli;

/// <summary>How a judged month is written down.</summary>
internal static class MonthReport
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new OutcomeWords(), new JsonStringEnumConverter<VerdictScope>(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>One line of JSON, names in snake_case; the same for the same entries, to the byte.</summary>
    public static string Json(MonthVerdict judged, ImmutableArray<Indicator> indicators) =>
        JsonSerializer.Serialize(new { judged, indicators }, Form);

    public static string Text(MonthVerdict judged, ImmutableArray<Indicator> indicators)
    {
        var text = new StringBuilder();
        text.Append($"{judged.Month}: regime {judged.RegimeId} version {judged.RegimeVersion}, {judged.Position} entries");
        foreach (var verdict in judged.Verdicts.Where(verdict => verdict.Outcome != Outcome.NotApplicable))
        {
            text.AppendLine().Append($"{verdict.Item} {(verdict.Subject.Length == 0 ? "network" : verdict.Subject)}: {Outcomes.Word(verdict.Outcome)}");
            foreach (var measure in verdict.Measures.Where(measure => measure.Denominator > 0))
            {
                text.AppendLine().Append(
                    $"  {measure.Measure} {measure.Numerator}/{measure.Denominator} {Outcomes.Word(measure.Outcome)} ({measure.Rule})");
            }
        }

        foreach (var finding in judged.Findings)
        {
            text.AppendLine().Append(
                $"{finding.Rule} {finding.Subject} {finding.Node ?? "-"} entries {string.Join(' ', finding.Evidence.Select(entry => entry.Position))}");
        }

        foreach (var indicator in indicators)
        {
            text.AppendLine().Append(
                $"{indicator.Code}{string.Concat(indicator.Dimensions.Select(of => $" {of.Key} {of.Value}"))} {indicator.Period}: {indicator.Value}{(indicator.Of is { } of ? $"/{of}" : "")}"
                + $"{(indicator.Target is { } target ? $", target {target}" : "")} {Outcomes.Word(indicator.Outcome)}");
        }

        return text.ToString();
    }

    private sealed class OutcomeWords : JsonConverter<Outcome>
    {
        public override Outcome Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Verdicts are written, never read.");

        public override void Write(Utf8JsonWriter writer, Outcome value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Outcomes.Word(value));
    }
}
