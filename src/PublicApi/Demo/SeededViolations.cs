using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Projections.Compliance.Facts;

namespace PublicApi.Demo;

/// <summary>A breach that was put on the ledger on purpose, for the checks to find.</summary>
/// <param name="Rule">Code of domain.md 1.5 or 1.6.</param>
/// <param name="Subject">As a finding names it: stream id, with a part of it after '#' where the stream has many.</param>
/// <param name="Period">Month in Asia/Shanghai in which it is to be found, yyyy-MM.</param>
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
        ["D3-FREE_SERVICE_CHARGED"] = "refused at append (INV-09)",
        ["U1-DUPLICATE_NODE_CODE"] = "a second platform of one code is refused (EXISTS)",
        ["U5-SCHEMA_REJECTS"] = "what is refused leaves no event",
        ["U5-UNREGISTERED_CONTACT"] = "contact ids are for members: no public entry shows that one is missing",
        ["U6-NON_STANDARD_SCALE"] = "refused at append (INV-10)",
    };

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly List<SeededViolation> all = [];

    public IReadOnlyList<SeededViolation> All => all;

    /// <param name="at">Any instant of the month in which it is to be found.</param>
    /// <param name="stream">That of the subject where left out.</param>
    public void Add(string rule, string subject, DateTimeOffset at, string note, string? stream = null) => all.Add(
        new SeededViolation(rule, subject, Month.Of(at).ToString(), stream ?? subject.Split('#')[0], note));

    /// <summary>Reads a list that <see cref="Json"/> wrote.</summary>
    /// <exception cref="JsonException">It is none; says where.</exception>
    public static IReadOnlyList<SeededViolation> Read(string json) => JsonSerializer.Deserialize<IReadOnlyList<SeededViolation>>(json, Form)
        ?? throw new JsonException("The list is null.");

    public string Json() => JsonSerializer.Serialize(all, Form) + "\n";
}
