using System.Globalization;

namespace Benchmarks;

/// <summary>Prints one line a figure, and keeps the lines in a file when one is named.</summary>
/// <param name="file">Path of the file; null for none. An older file is replaced.</param>
public sealed class Report(string? file)
{
    private readonly List<string> lines = [];

    /// <summary>Adds a ratio: the median over pairs, with the slowest and fastest pair and both rates.</summary>
    /// <param name="name">What was measured.</param>
    /// <param name="unit">What the rates count, a second.</param>
    /// <param name="pairs">For each pair, our rate and the rate of what it is held against.</param>
    public void Ratio(string name, string unit, IReadOnlyList<(double Ours, double Theirs)> pairs)
    {
        var ratios = pairs.Select(pair => pair.Ours / pair.Theirs).Order().ToList();
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {Median(ratios):0.00} (pairs {ratios[0]:0.00} to {ratios[^1]:0.00}; {Median(pairs.Select(pair => pair.Ours)):0} against {Median(pairs.Select(pair => pair.Theirs)):0} {unit}/s)"));
    }

    public void Line(string line)
    {
        Console.WriteLine(line);
        lines.Add(line);
        if (file is not null)
        {
            File.WriteAllLines(file, lines);
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
