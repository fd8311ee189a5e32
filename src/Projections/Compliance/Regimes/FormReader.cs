using System.Collections.Immutable;
using System.Text.Json;

namespace Projections.Compliance.Regimes;

/// <summary>Reads members of JSON objects and notes every fault, instead of stopping at the first.</summary>
internal sealed class FormReader
{
    private readonly ImmutableArray<RegimeFault>.Builder faults = ImmutableArray.CreateBuilder<RegimeFault>();

    public ImmutableArray<RegimeFault> Faults => faults.ToImmutable();

    public void Note(string path, string message) => faults.Add(new RegimeFault(path, message));

    /// <summary>Whether it is an object; notes members that are not known.</summary>
    public bool IsObject(JsonElement value, string path, params ReadOnlySpan<string> known)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            Note(path, "has to be an object.");
            return false;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                Note($"{path}.{member.Name}", "is not a member that a regime has here.");
            }
        }

        return true;
    }

    /// <summary>A text that is not blank; an empty one after a fault.</summary>
    public string Text(JsonElement of, string path, string name)
    {
        if (Member(of, path, name) is not { } value)
        {
            return "";
        }

        if (value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()))
        {
            return value.GetString()!;
        }

        Note($"{path}.{name}", "has to be a text that is not blank.");
        return "";
    }

    public string OneOf(JsonElement of, string path, string name, IReadOnlyCollection<string> possible)
    {
        var before = faults.Count;
        var text = Text(of, path, name);
        if (faults.Count == before && !possible.Contains(text))
        {
            Note($"{path}.{name}", $"has to be one of {string.Join(", ", possible)}.");
        }

        return text;
    }

    /// <summary>A whole number within the limits; the least after a fault.</summary>
    public long Number(JsonElement of, string path, string name, long least, long largest)
    {
        if (Member(of, path, name) is not { } value)
        {
            return least;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= least && number <= largest)
        {
            return number;
        }

        Note($"{path}.{name}", $"has to be a whole number from {least} to {largest}.");
        return least;
    }

    public bool IsList(JsonElement of, string path, string name, out JsonElement list)
    {
        list = default;
        if (Member(of, path, name) is not { } value)
        {
            return false;
        }

        list = value;
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
        {
            return true;
        }

        Note($"{path}.{name}", "has to be a list with at least one item.");
        return false;
    }

    public ImmutableArray<string> Texts(JsonElement of, string path, string name)
    {
        if (!IsList(of, path, name, out var list))
        {
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(item.GetString()))
            {
                texts.Add(item.GetString()!);
            }
            else
            {
                Note($"{path}.{name}[{index}]", "has to be a text that is not blank.");
            }

            index++;
        }

        return texts.ToImmutable();
    }

    public JsonElement? Member(JsonElement of, string path, string name)
    {
        if (of.TryGetProperty(name, out var value))
        {
            return value;
        }

        Note($"{path}.{name}", "is missing.");
        return null;
    }
}
