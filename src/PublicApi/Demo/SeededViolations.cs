using System.Text.Encodings.Web;
using System.Text.Json;

namespace PublicApi.Demo;

/// <summary>A breach that was put on the ledger on purpose, for the checks to find.</summary>
/// <param name="Rule">Code of domain.md 1.5 or 1.6.</param>
/// <param name="Subject">Code of the platform, provider, service, standard or the stream of the case that breaks it.</param>
/// <param name="Period">Month in Asia/Shanghai, yyyy-MM.</param>
/// <param name="Stream">Where the events are.</param>
/// <param name="Note">What was done.</param>
internal sealed record SeededViolation(string Rule, string Subject, string Period, string Stream, string Note);

/// <summary>All breaches of a demo network, in the order in which they were made.</summary>
internal sealed class SeededViolations
{
    /// <summary>Codes that no events of this ledger can break, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> Impossible = new Dictionary<string, string>
    {
        ["D2-UNTRACKABLE_CASE"] = "every event of a case has a public entry by which it is tracked",
        ["D3-CHARGE_WITHOUT_QUOTE"] = "refused at append (INV-08)",
        ["D3-FREE_SERVICE_CHARGED"] = "refused at append (INV-09)",
        ["D4-EXTENSION_WITHOUT_REASON"] = "an extension without a reason code is refused",
        ["D5-RESULT_MISMATCH"] = "results follow from the entries; until a publication is itself an event, no figure can differ",
        ["U1-DUPLICATE_NODE_CODE"] = "a second platform of one code is refused (EXISTS)",
        ["U1-INVALID_USCC"] = "a code that fails its check is refused without reason and evidence (USCC-CHECK)",
        ["U5-SCHEMA_REJECTS"] = "what is refused leaves no event",
        ["U6-NON_STANDARD_SCALE"] = "refused at append (INV-10)",
    };

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<SeededViolation> all = [];

    public IReadOnlyList<SeededViolation> All => all;

    public void Add(string rule, string subject, DateTimeOffset at, string stream, string note) =>
        all.Add(new SeededViolation(rule, subject, Ledger.Deciding.Days.Of(at).ToString("yyyy-MM"), stream, note));

    public string Json() => JsonSerializer.Serialize(all, Form) + "\n";
}
