using System.Collections.Frozen;
using static Ledger.Transparency.FieldKind;

namespace Ledger.Transparency;

/// <summary>What a public field holds. Ids and instants are texts of one exact form.</summary>
public enum FieldKind
{
    Text,
    Number,
    Flag,
    Id,
    Instant,
    FeeLines,
}

/// <param name="Optional">The field may be left out: the fact has no such thing.</param>
public sealed record FieldRule(string Name, FieldKind Kind, bool Optional = false)
{
    public FieldRule OrNone => this with { Optional = true };
}

/// <summary>
/// Which public fields an entry of each type has: all of these in this order and no others. It is what an outsider holds
/// the log against; that the ledger writes just this, a test compares.
/// </summary>
public static class EntrySchema
{
    private const string CasePrefix = "case-";

    /// <summary>Fields by the type's name and version.</summary>
    public static readonly IReadOnlyDictionary<(string Type, int Version), IReadOnlyList<FieldRule>> Types =
        new Dictionary<(string Type, int Version), IReadOnlyList<FieldRule>>
        {
            [("request.submitted", 1)] =
            [
                Of("category_code"), Of("channel"), Of("first_contact_node"), Of("industry_code").OrNone, Of("region_code"),
                Of("service_code"), Of("service_name"), Of("size_class").OrNone, Of("utc_offset_minutes", Number),
            ],
            [("request.accepted", 1)] = [Of("nature"), Of("service_code")],
            [("request.declined", 1)] = [Of("alternative").OrNone, Of("decided_by_unit"), Of("reason_code")],
            [("request.withdrawn", 1)] = [Of("reason_code")],
            [("request.reopened", 1)] = [Of("reason_code"), Of("trigger")],
            [("request.amended", 1)] =
            [
                Of("category_code"), Of("channel"), Of("reason_code"), Of("region_code"), Of("requested_at", Instant),
                Of("service_code"), Of("service_name"), Of("source_ended_at", Instant).OrNone, Of("source_status"),
                Of("source_updated_at", Instant), Of("utc_offset_minutes", Number),
            ],
            [("referral.offered", 1)] =
            [
                Of("from_node"), Of("hop_no", Number), Of("kind"), Of("reason_code"), Of("referral_id", Id),
                Of("respond_by", Instant), Of("to_node"),
            ],
            [("referral.accepted", 1)] = [Of("kind"), Of("referral_id", Id), Of("to_node")],
            [("referral.rejected", 1)] = [Of("kind"), Of("reason_code"), Of("referral_id", Id)],
            [("delivery.started", 1)] = [Of("delivery_id", Id), Of("mode"), Of("node_id"), Of("provider_id")],
            [("delivery.completed", 1)] =
                [Of("delivery_id", Id), Of("enterprise_count", Number), Of("outcome_code"), Of("service_count", Number)],
            [("delivery.amended", 1)] =
                [Of("completed_at", Instant), Of("delivery_id", Id), Of("outcome_code"), Of("reason_code")],
            [("delivery.confirmed", 1)] = [Of("delivery_id", Id), Of("method")],
            [("delivery.disputed", 1)] = [Of("delivery_id", Id), Of("reason_code")],
            [("rating.submitted", 1)] = [Of("contacted", Flag), Of("delivery_id", Id), Of("resolved", Flag), Of("score", Number)],
            [("fee.quoted", 1)] = [Of("lines", FeeLines), Of("quote_id", Id), Of("total_fen", Number), Of("valid_until", Instant)],
            [("fee.agreed", 1)] = [Of("quote_id", Id)],
            [("fee.charged", 1)] = [Of("lines", FeeLines), Of("quote_id", Id), Of("total_fen", Number)],
            [("fee.paid", 1)] = [Of("amount_fen", Number)],
            [("fee.refunded", 1)] = [Of("amount_fen", Number), Of("reason_code")],
            [("fee.waived", 1)] = [Of("amount_fen", Number), Of("reason_code")],
        }.ToFrozenDictionary();

    private static readonly FieldRule[] FeeLine =
    [
        Of("discount_fen", Number), Of("discount_reason").OrNone, Of("fee_item_code"), Of("fee_item_version", Number),
        Of("qty_milli", Number), Of("unit"), Of("unit_price_fen", Number),
    ];

    /// <summary>Whether the stream is one case's.</summary>
    public static bool IsCase(string stream) => stream.StartsWith(CasePrefix, StringComparison.Ordinal);

    /// <summary>What about the entry is not as its type demands, in words that follow on "the entry"; null when nothing is.</summary>
    public static string? WhyWrong(PublicEntry entry)
    {
        if (!Types.TryGetValue((entry.Type, entry.TypeVersion), out var rules))
        {
            return $"is of the unknown type '{entry.Type}' version {entry.TypeVersion}";
        }

        return IsCase(entry.Stream) && IsId(entry.Stream.AsSpan(CasePrefix.Length))
            ? WhyWrong(rules, entry.Fields)
            : $"is of stream '{entry.Stream}', which is no case id";
    }

    private static string? WhyWrong(IReadOnlyList<FieldRule> rules, PublicFields fields)
    {
        var next = 0;
        foreach (var (name, value) in fields.All)
        {
            while (next < rules.Count && rules[next].Name != name && rules[next].Optional)
            {
                next++;
            }

            if (next == rules.Count || rules[next].Name != name)
            {
                return $"has the field '{name}' where its type has {(next < rules.Count ? $"'{rules[next].Name}'" : "none")}";
            }

            if (!Is(rules[next++].Kind, value))
            {
                return $"has a field '{name}' that is not of the kind {rules[next - 1].Kind}";
            }
        }

        return rules.Skip(next).FirstOrDefault(rule => !rule.Optional) is { } missing ? $"has no field '{missing.Name}'" : null;
    }

    private static bool Is(FieldKind kind, PublicValue value) => (kind, value) switch
    {
        (Text, PublicValue.Text) or (Number, PublicValue.Number) or (Flag, PublicValue.Flag) => true,
        (Id, PublicValue.Text text) => IsId(text.Value),
        (Instant, PublicValue.Text text) => Instants.IsWritten(text.Value),
        (FeeLines, PublicValue.List list) => list.Items.All(item =>
            item is PublicValue.Group group && WhyWrong(FeeLine, group.Fields) is null),
        _ => false,
    };

    private static bool IsId(ReadOnlySpan<char> text) =>
        Guid.TryParseExact(text, "D", out _) && text.IndexOfAnyInRange('A', 'F') < 0;

    private static FieldRule Of(string name, FieldKind kind = Text) => new(name, kind);
}
