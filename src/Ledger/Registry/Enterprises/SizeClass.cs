namespace Ledger.Registry.Enterprises;

/// <summary>What a size class is computed from; null where it is not known.</summary>
/// <param name="Industry">One of the 16 codes of <see cref="SizeClass.Industries"/>.</param>
/// <param name="RevenueFen">Of the year, in fen.</param>
/// <param name="AssetsFen">In total, in fen.</param>
public sealed record SizeInputs(string Industry, long? Employees, long? RevenueFen, long? AssetsFen)
{
    /// <summary>Such as <c>IND employees=300 revenue_fen=2000000000 assets_fen=-</c>; the form that is sealed.</summary>
    public string Text => $"{Industry} employees={Of(Employees)} revenue_fen={Of(RevenueFen)} assets_fen={Of(AssetsFen)}";

    private static string Of(long? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";
}

/// <summary>
/// Size classes of 工信部联企业〔2011〕300号 (domain.md 3.2). Not large: any listed measure is below the upper bound. Medium: every
/// listed measure reaches its bound. Small: likewise. Micro: the rest.
/// </summary>
public static class SizeClass
{
    /// <summary>Names this rule in events; another rule gets another name.</summary>
    public const string Method = "MIIT-2011-300";

    // The table is in CNY 10,000.
    private const long FenPerTableUnit = 1_000_000;

    private static readonly Dictionary<string, Row> Table = new(StringComparer.Ordinal)
    {
        // X employees, Y revenue, Z assets: not large if any is below; medium if all reach; small if all reach.
        ["AGR"] = new(new(Y: 20_000), new(Y: 500), new(Y: 50)),
        ["IND"] = new(new(X: 1_000, Y: 40_000), new(X: 300, Y: 2_000), new(X: 20, Y: 300)),
        ["CON"] = new(new(Y: 80_000, Z: 80_000), new(Y: 6_000, Z: 5_000), new(Y: 300, Z: 300)),
        ["WHO"] = new(new(X: 200, Y: 40_000), new(X: 20, Y: 5_000), new(X: 5, Y: 1_000)),
        ["RET"] = new(new(X: 300, Y: 20_000), new(X: 50, Y: 500), new(X: 10, Y: 100)),
        ["TRA"] = new(new(X: 1_000, Y: 30_000), new(X: 300, Y: 3_000), new(X: 20, Y: 200)),
        ["STO"] = new(new(X: 200, Y: 30_000), new(X: 100, Y: 1_000), new(X: 20, Y: 100)),
        ["POS"] = new(new(X: 1_000, Y: 30_000), new(X: 300, Y: 2_000), new(X: 20, Y: 100)),
        ["HOT"] = new(new(X: 300, Y: 10_000), new(X: 100, Y: 2_000), new(X: 10, Y: 100)),
        ["CAT"] = new(new(X: 300, Y: 10_000), new(X: 100, Y: 2_000), new(X: 10, Y: 100)),
        ["INF"] = new(new(X: 2_000, Y: 100_000), new(X: 100, Y: 1_000), new(X: 10, Y: 100)),
        ["SOF"] = new(new(X: 300, Y: 10_000), new(X: 100, Y: 1_000), new(X: 10, Y: 50)),
        ["REA"] = new(new(Y: 200_000, Z: 10_000), new(Y: 1_000, Z: 5_000), new(Y: 100, Z: 2_000)),
        ["PRO"] = new(new(X: 1_000, Y: 5_000), new(X: 300, Y: 1_000), new(X: 100, Y: 500)),
        ["LEA"] = new(new(X: 300, Z: 120_000), new(X: 100, Z: 8_000), new(X: 10, Z: 100)),
        ["OTH"] = new(new(X: 300), new(X: 100), new(X: 10)),
    };

    /// <summary>Codes of the rule's industries; they are not those of GB/T 4754.</summary>
    public static readonly IReadOnlySet<string> Industries = Table.Keys.ToHashSet();

    /// <summary>micro, small, medium or large; null when a measure that the industry's row lists is not known.</summary>
    /// <exception cref="KeyNotFoundException">The industry is not one of <see cref="Industries"/>.</exception>
    public static string? Of(SizeInputs inputs)
    {
        var row = Table[inputs.Industry];
        var measured = row.Small.Measured(inputs);
        return measured.Any(value => value is null) ? null
            : !row.NotLarge.Reached(inputs).Contains(false) ? "large"
            : !row.Medium.Reached(inputs).Contains(false) ? "medium"
            : !row.Small.Reached(inputs).Contains(false) ? "small"
            : "micro";
    }

    private sealed record Row(Bounds NotLarge, Bounds Medium, Bounds Small);

    private sealed record Bounds(long? X = null, long? Y = null, long? Z = null)
    {
        public IEnumerable<long?> Measured(SizeInputs inputs) => Listed(inputs).Select(pair => pair.Value);

        public IEnumerable<bool> Reached(SizeInputs inputs) => Listed(inputs).Select(pair => pair.Value >= pair.Bound);

        private IEnumerable<(long Bound, long? Value)> Listed(SizeInputs inputs)
        {
            if (X is { } x)
            {
                yield return (x, inputs.Employees);
            }

            if (Y is { } y)
            {
                yield return (y * FenPerTableUnit, inputs.RevenueFen);
            }

            if (Z is { } z)
            {
                yield return (z * FenPerTableUnit, inputs.AssetsFen);
            }
        }
    }
}
