using System.Text.Json.Nodes;
using Ledger.Catalogue.Regimes;
using Ledger.Transparency;
using Projections.Compliance.Months;
using Projections.Replay;
using Projections.Streams;

namespace Ledger.Tests.Compliance;

/// <summary>Months that are judged and published, in the words of the log, and what their views then say.</summary>
internal static class Months
{
    public static History Adopt(this History history, string at, string name = "default")
    {
        var text = File.ReadAllText(Repository.Path($"src/PublicApi/Regimes/{name}.json"));
        var document = JsonValue.Create(RegimeText.Canonical(text)).ToJsonString();
        return history.Add(at, $"regime-{name}", "regime.adopted", $$"""
            {"document":{{document}},"document_hash":"{{new string('c', 64)}}","effective_from":"{{History.Utc(at)}}",
            "legal_basis":"Conference","name_en":"Regime","name_zh":"制度","version":1}
            """, History.Province);
    }

    public static History Evaluate(this History history, string month, string at) =>
        history.Add(at, $"compliance-{month}", "compliance.evaluated", $$"""{"month":"{{month}}"}""", History.Province);

    /// <param name="figures">Of the window, such as <c>"received":1</c>; the network's are the same.</param>
    public static History Publish(this History history, string month, string at, string figures)
    {
        var list = string.Join(",", JsonNode.Parse($"{{{figures}}}")!.AsObject().Select(figure => $$"""{"code":"{{figure.Key}}","value":{{figure.Value}}}"""));
        return history.Add(at, $"publication-{month}", "disclosure.published", $$"""
            {"month":"{{month}}","size":{{history.Entries.Count}},"regime_id":"default","regime_version":1,"view_version":4,
            "figures":[{"figures":[{{list}}]},{"figures":[{{list}}],"node":"SC-510700"}],
            "views":[{"name":"case_view","sha256":"{{new string('d', 64)}}"}]}
            """, History.Province);
    }

    public static History Settle(this History history, FindingRow finding, string what, string at, string? reason = null, string node = History.Province)
    {
        var answering = finding.Node is { } answers ? $",\"answering_node\":\"{answers}\"" : "";
        return history.Add(at, $"finding-{finding.Code}", $"violation.{what}", $$"""
            {"month":"{{finding.Month}}","rule":"{{finding.Rule}}"{{answering}}{{(reason is null ? "" : $",\"reason_code\":\"{reason}\"")}}}
            """, node);
    }

    public static History Correct(this History history, PublicEntry target, string field, string value, string at = "2026-04-10 09:00") => history.Add(
        at, $"correction-{target.EventId}", "correction.issued", $$"""
        {"corrected":[{"field":"{{field}}","value":{{JsonValue.Create(value).ToJsonString()}}}],"depth":1,"reason_code":"SLIP",
        "target_event":"{{target.EventId}}","target_position":{{target.Position}},"target_type":"{{target.Type}}"}
        """, History.Province);

    /// <summary>The rows of a view, as an auditor's replay has them.</summary>
    public static List<T> Rows<T>(this History history)
        where T : CodedRow
    {
        var replay = new MemoryReplay();
        foreach (var entry in history.Entries)
        {
            replay.Add(entry);
        }

        using var lines = new MemoryStream();
        replay.WriteRows(RowViews.For<T>().Name, lines);
        lines.Position = 0;
        using var reader = new StreamReader(lines);
        var rows = new List<T>();
        while (reader.ReadLine() is { } line)
        {
            rows.Add(StreamViewJson.Read<T>(line));
        }

        return rows;
    }
}
