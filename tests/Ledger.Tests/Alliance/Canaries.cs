using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Deciding;
using Ledger.Journal;
using PublicApi.OpenApi;

namespace Ledger.Tests.Alliance;

/// <summary>Puts values that stand nowhere else into the alliance and the confidential fields of commands.</summary>
internal sealed class Canaries(Func<string, Type?> commandAt)
{
    // A code list or a form leaves no room for a value of ours.
    private static readonly HashSet<string> OfAForm = ["uscc", "county", "county_code", "industry", "employees", "revenue_fen", "assets_fen"];

    private static readonly HashSet<string> Texts =
        ["contact_id", "reason_text", "progress", "experience", "problems", "suggestions", "text"];

    private static readonly HashSet<string> Digests = ["evidence_hash", "voucher_hash", "attendee_list_hash"];

    private int count;

    public HashSet<string> OfAlliance { get; } = [];

    public HashSet<string> Confidential { get; } = [];

    public string Plant(Example example, string body)
    {
        if (example.Expect is not null || commandAt(example.Path) is not { } type || JsonNode.Parse(body) is not JsonObject { } whole
            || whole["command"] is not JsonObject command)
        {
            return body;
        }

        foreach (var left in Own(type).Intersect(Texts).Where(name => command[name] is null))
        {
            command[left] = "x";
        }

        if (type.Name == "SubmitRequest")
        {
            command["consent"] ??= new JsonObject { ["share_alliance"] = true, ["public_naming"] = false, ["callback"] = true };
        }

        var sealedFields = type.GetConstructors().SelectMany(made => made.GetParameters())
            .Where(parameter => parameter.ParameterType == typeof(Confidential))
            .Select(parameter => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name!)).ToHashSet();
        foreach (var (name, value) in command.ToList())
        {
            if (value is not null && (sealedFields.Contains(name) || Own(type).Contains(name)) && New(type.Name, name, sealedFields.Contains(name), value) is { } canary)
            {
                command[name] = canary;
            }
        }

        return whole.ToJsonString();
    }

    // What events of the command's area say to the alliance and nowhere to the public, and what the command may say of it.
    private static IEnumerable<string> Own(Type command)
    {
        var fields = EventCatalogue.All.Where(type => type.Record.Namespace == command.Namespace).SelectMany(type => EventFields.Of(type.Record)).ToList();
        return command.GetConstructors().SelectMany(made => made.GetParameters())
            .Select(parameter => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name ?? ""))
            .Where(name => !name.StartsWith("uscc_", StringComparison.Ordinal)
                && fields.Exists(field => field.Name == name && !field.IsPublic && !field.IsSealed)
                && !fields.Exists(field => field.Name == name && field.IsPublic && name != "person_count"));
    }

    private JsonNode? New(string command, string name, bool isSealed, JsonNode value) => (command, name) switch
    {
        _ when isSealed => OfAForm.Contains(name) ? null : Keep(Confidential, $"zq_sealed_{++count}_x"),
        ("CompleteDelivery", "person_count") or ("RecordMatch", "amount_fen") => Number(),
        ("RecordMatch", "parties") => new JsonArray([.. value.AsArray().Select(_ => (JsonNode)Text())]),
        ("OfferReferral", "shared_fields") => new JsonArray(Text()),
        _ when Texts.Contains(name) => Text(),
        _ when Digests.Contains(name) => Keep(OfAlliance, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{++count}")))),
        _ => null,
    };

    private JsonValue Text() => Keep(OfAlliance, $"zq_alliance_{++count}_x");

    private JsonValue Number()
    {
        var number = 734_017 + ++count;
        OfAlliance.Add(number.ToString(CultureInfo.InvariantCulture));
        return JsonValue.Create(number);
    }

    private static JsonValue Keep(HashSet<string> kept, string canary)
    {
        kept.Add(canary);
        return JsonValue.Create(canary);
    }
}
