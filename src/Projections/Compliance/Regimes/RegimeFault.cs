namespace Projections.Compliance.Regimes;

/// <summary>Something that keeps a regime file from being used.</summary>
/// <param name="Path">Where, as JSON path from <c>$</c>.</param>
/// <param name="Message">What, in a sentence; it does not repeat the value.</param>
public sealed record RegimeFault(string Path, string Message)
{
    public override string ToString() => $"{Path}: {Message}";
}
