using System.Text;
using System.Text.Json.Nodes;
using Ledger.Transparency;
using Projections.Compliance;
using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Ledger.Tests.Compliance;

/// <summary>Writes public entries as an outsider would read them; each has to be what its type demands. Times are told as wall
/// clock in Asia/Shanghai, such as <c>2026-03-02 09:00</c>. Fields are JSON in any order.</summary>
internal sealed class History
{
    public const string Province = "SC";
    public const string Window = "SC-510700";
    public const string Provider = "91510100MAX0X0X070";

    private readonly List<PublicEntry> entries = [];
    private readonly Dictionary<string, long> versions = [];

    public IReadOnlyList<PublicEntry> Entries => entries;

    /// <summary>Id of a case or delivery by a small number.</summary>
    public static string Id(int number) => $"00000000-0000-4000-8000-{number:D12}";

    public static string Case(int number) => $"case-{Id(number)}";

    public static DateTimeOffset At(string local) => DateTimeOffset.Parse($"{local}+08:00").ToUniversalTime();

    /// <summary>JSON text of the instant of a wall clock in Asia/Shanghai.</summary>
    public static string Utc(string local) => Instants.Write(At(local));

    public History Add(string at, string stream, string type, string fields, string node = Window, string? recorded = null, string channel = "online")
    {
        var position = entries.Count;
        var version = versions[stream] = versions.GetValueOrDefault(stream) + 1;
        var leaf = new JsonObject
        {
            ["at"] = Utc(at),
            ["ch"] = channel,
            ["i"] = position,
            ["id"] = Id(900_000 + position),
            ["n"] = version,
            ["node"] = node,
            ["pub"] = Sorted(JsonNode.Parse(fields)!),
            ["rec"] = Utc(recorded ?? at),
            ["role"] = "clerk",
            ["s"] = stream,
            ["t"] = type,
            ["tv"] = 1,
            ["v"] = 1,
        };
        var commitments = EntrySchema.Types[(type, 1)].Commitments;
        if (commitments.Count > 0)
        {
            leaf["com"] = new JsonObject(commitments.Select(rule => KeyValuePair.Create(rule.Name, (JsonNode?)Convert.ToBase64String(new byte[32]))));
        }

        var entry = PublicEntry.Parse(Encoding.UTF8.GetBytes(leaf.ToJsonString()));
        Assert.Null(EntrySchema.WhyWrong(entry));
        entries.Add(entry);
        return this;
    }

    public NetworkFacts Facts(int? size = null)
    {
        var facts = new NetworkFacts();
        foreach (var entry in entries.Take(size ?? entries.Count))
        {
            facts.Add(entry);
        }

        return facts;
    }

    public static Regime Default { get; } = Shipped("default");

    public static Regime Shipped(string name) =>
        RegimeFile.Read(File.ReadAllText(Repository.Path($"src/PublicApi/Regimes/{name}.json"))).Regime!;

    public MonthVerdict Judge(string month, Regime? regime = null) =>
        Evaluation.Evaluate(regime ?? Default, Facts(), Month.Parse(month)!.Value);

    /// <summary>Rule codes found in the month, in order, each as often as it was found.</summary>
    public string[] Found(string month) => [.. Judge(month).Findings.Select(finding => finding.Rule)];

    /// <summary>The network's figures of one rule, such as <c>PASS 3/3</c>.</summary>
    public string Figure(string month, string rule) => Figure(Judge(month), rule, "");

    public static string Figure(MonthVerdict judged, string rule, string subject)
    {
        var measure = judged.Verdicts.Single(verdict => verdict.Subject == subject && verdict.Item == rule[..2])
            .Measures.Single(measure => measure.Rule == rule);
        return $"{Outcomes.Word(measure.Outcome)} {measure.Numerator}/{measure.Denominator}";
    }

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Sorted(member.Value!.DeepClone())))),
        JsonArray items => new JsonArray([.. items.Select(item => (JsonNode?)Sorted(item!.DeepClone()))]),
        _ => node.DeepClone(),
    };
}
