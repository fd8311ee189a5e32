using System.Globalization;
using Projections.Rebuild;

namespace PublicApi.Cli;

/// <summary>Says how far a rebuild has come: at every new step, and about once a second within one.</summary>
internal sealed class RebuildDisplay(TextWriter output, TimeProvider clock) : IProgress<RebuildProgress>
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly long begin = clock.GetTimestamp();
    private long said = clock.GetTimestamp();
    private string step = "";

    public void Report(RebuildProgress value)
    {
        if (value.Step == step && clock.GetElapsedTime(said) < Period)
        {
            return;
        }

        said = clock.GetTimestamp();
        step = value.Step;
        var elapsed = clock.GetElapsedTime(begin);
        var rate = value.Entries / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = rate > 0 ? TimeSpan.FromSeconds((value.Total - value.Entries) / rate) : TimeSpan.Zero;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{value.Step}: {value.Entries:N0} of {value.Total:N0} entries, {rate:N0}/s, about {left:hh\\:mm\\:ss} left"));
    }
}
