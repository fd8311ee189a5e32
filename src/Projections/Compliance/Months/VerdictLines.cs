using System.Buffers;
using System.Globalization;
using Ledger.Transparency;
using Projections.Streams;

namespace Projections.Compliance.Months;

/// <summary>
/// Writes the verdicts of a month one after the other, each as <see cref="StreamViewJson"/> writes it: a judgement has thousands
/// of rows and says the same of a check in each, so texts that recur and what is fixed of a check are put into JSON once.
/// </summary>
public sealed class VerdictLines
{
    private readonly ArrayBufferWriter<byte> line = new(2_048);
    private readonly CanonicalJson json = new();
    private readonly Dictionary<string, byte[]> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Fixed> checks = new(StringComparer.Ordinal);
    private (EntryMark Mark, byte[] Json)? evaluated;

    // What is between one of its numbers or words and the next.
    private sealed record Fixed(MeasureRow Of, byte[] AfterEvidence, byte[] AfterDenominator, byte[] AfterOutcome);

    /// <summary>Rows of months one after the other, each good until the next is asked for; those that are no verdicts as ever.</summary>
    public static IEnumerable<(string Code, ReadOnlyMemory<byte> Row)> Of(IEnumerable<CodedRow> rows)
    {
        var verdicts = new VerdictLines();
        return rows.Select(row => (row.Code, row is VerdictRow verdict ? verdicts.Write(verdict) : StreamViewJson.Bytes(row)));
    }

    /// <returns>Good until the next one is written.</returns>
    /// <exception cref="InvalidOperationException">A number is outside the integers that JSON readers keep exact.</exception>
    public ReadOnlyMemory<byte> Write(VerdictRow row)
    {
        line.ResetWrittenCount();
        Raw("{\"code\":"u8).Raw(Written(row.Code)).Raw(",\"evaluated\":"u8).Raw(Mark(row.Evaluated)).Raw(",\"item\":"u8).Text(row.Item);
        Raw(",\"measures\":["u8);
        for (var i = 0; i < row.Measures.Length; i++)
        {
            Measure(row.Measures[i], isFirst: i == 0);
        }

        Raw("],\"month\":"u8).Text(row.Month).Raw(",\"outcome\":"u8).Text(row.Outcome);
        Raw(",\"regime_id\":"u8).Text(row.RegimeId).Raw(",\"regime_version\":"u8).Number(row.RegimeVersion).Raw(",\"scope\":"u8).Text(row.Scope);
        if (row.Score is { } score)
        {
            Raw(",\"score\":"u8).Number(score);
        }

        Raw(",\"subject\":"u8).Text(row.Subject).Raw("}"u8);
        return line.WrittenMemory;
    }

    private void Measure(MeasureRow measure, bool isFirst)
    {
        var check = Check(measure);
        Raw(isFirst ? "{\"against\":{\"count\":"u8 : ",{\"against\":{\"count\":"u8).Number(measure.Against.Count).Raw(",\"first\":["u8);
        for (var i = 0; i < measure.Against.First.Length; i++)
        {
            var entry = measure.Against.First[i];
            Raw(i == 0 ? "{\"event_id\":"u8 : ",{\"event_id\":"u8).Id(entry.EventId).Raw(",\"position\":"u8).Number(entry.Position).Raw("}"u8);
        }

        Raw(check.AfterEvidence).Number(measure.Denominator).Raw(check.AfterDenominator).Number(measure.Numerator)
            .Raw(",\"outcome\":"u8).Text(measure.Outcome).Raw(check.AfterOutcome);
    }

    private Fixed Check(MeasureRow measure)
    {
        if (!checks.TryGetValue(measure.Rule, out var known) || !IsSame(known.Of, measure))
        {
            known = new(
                measure,
                [.. "]},\"basis\":"u8, .. Written(measure.Basis), .. ",\"denominator\":"u8],
                [.. ",\"fail_basis_points\":"u8, .. Written(measure.FailBasisPoints), .. ",\"measure\":"u8, .. Written(measure.Measure),
                    .. ",\"minimum_n\":"u8, .. Written(measure.MinimumN), .. ",\"numerator\":"u8],
                [.. ",\"pass_basis_points\":"u8, .. Written(measure.PassBasisPoints), .. ",\"rule\":"u8, .. Written(measure.Rule),
                    .. ",\"rule_version\":"u8, .. Written(measure.RuleVersion), .. "}"u8]);
            checks[measure.Rule] = known;
        }

        return known;
    }

    private static bool IsSame(MeasureRow left, MeasureRow right) =>
        (left.Basis, left.FailBasisPoints, left.Measure, left.MinimumN, left.PassBasisPoints, left.RuleVersion)
        == (right.Basis, right.FailBasisPoints, right.Measure, right.MinimumN, right.PassBasisPoints, right.RuleVersion);

    private byte[] Mark(EntryMark mark)
    {
        if (evaluated?.Mark != mark)
        {
            json.Clear();
            json.StartObject().Name("at").Instant(mark.At).Name("event_id").Id(mark.EventId).Name("position").Number(mark.Position).EndObject();
            evaluated = (mark, json.Written.ToArray());
        }

        return evaluated!.Value.Json;
    }

    private ReadOnlySpan<byte> Written(string text)
    {
        json.Clear();
        return json.Text(text).Written;
    }

    private ReadOnlySpan<byte> Written(long number)
    {
        json.Clear();
        return json.Number(number).Written;
    }

    // One that recurs.
    private VerdictLines Text(string text)
    {
        if (!texts.TryGetValue(text, out var known))
        {
            texts[text] = known = Written(text).ToArray();
        }

        return Raw(known);
    }

    private VerdictLines Number(long number)
    {
        const int most = 20;
        _ = CanonicalJson.Exact(number).TryFormat(line.GetSpan(most), out var count, provider: CultureInfo.InvariantCulture);
        line.Advance(count);
        return this;
    }

    private VerdictLines Id(Guid id)
    {
        const int quoted = 38;
        var room = line.GetSpan(quoted);
        (room[0], room[quoted - 1]) = ((byte)'"', (byte)'"');
        id.TryFormat(room[1..], out _);
        line.Advance(quoted);
        return this;
    }

    private VerdictLines Raw(ReadOnlySpan<byte> written)
    {
        line.Write(written);
        return this;
    }
}
