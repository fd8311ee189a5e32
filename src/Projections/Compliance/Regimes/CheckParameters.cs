using System.Collections.Immutable;

namespace Projections.Compliance.Regimes;

/// <summary>What a parameter of a check is.</summary>
public enum ParameterType
{
    Text,
    Number,
    Texts,
}

/// <summary>A parameter that a kind of check takes.</summary>
/// <param name="OneOf">The values it may have; any when left out.</param>
/// <param name="Least">Of a number.</param>
/// <param name="Largest">Of a number.</param>
public sealed record Parameter(
    string Name,
    ParameterType Type,
    bool Optional = false,
    IReadOnlyCollection<string>? OneOf = null,
    long Least = 0,
    long Largest = 1_000_000_000);

/// <summary>The parameters of one check; they were held against its kind when the file was read.</summary>
public sealed class CheckParameters(IReadOnlyDictionary<string, object> values)
{
    public string Text(string name) => (string)values[name];

    public long Number(string name) => (long)values[name];

    public long? OptionalNumber(string name) => values.TryGetValue(name, out var value) ? (long)value : null;

    public string? OptionalText(string name) => values.TryGetValue(name, out var value) ? (string)value : null;

    /// <summary>None when the parameter was left out.</summary>
    public ImmutableArray<string> Texts(string name) => values.TryGetValue(name, out var value) ? (ImmutableArray<string>)value : [];
}
