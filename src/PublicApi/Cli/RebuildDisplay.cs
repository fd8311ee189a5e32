using System.Globalization;
using Projections.Rebuild;

namespace PublicApi.Cli;

/// <summary>Says how far a rebuild has come: at every new step, and about once a second within one.</summary>
internal sealed class RebuildDisplay(TextWriter output, TimeProvider clock) : IProgress<RebuildProgress>
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private long said = clock.GetTimestamp();
    private string step = "";

    // When the step began, and from which entry on: steps differ in speed.
    private long begun;
    private long from;

    public void Report(RebuildProgress value)
    {
        if (value.Step == step && clock.GetElapsedTime(said) < Period)
        {
            return;
        }

        said = clock.GetTimestamp();
        (begun, from) = value.Step == step ? (begun, from) : (said, value.Entries);
        step = value.Step;
        var rate = (value.Entries - from) / Math.Max(clock.GetElapsedTime(begun).TotalSeconds, 0.001);
        var speed = rate > 0
            ? string.Create(CultureInfo.InvariantCulture, $", {rate:N0}/s, about {TimeSpan.FromSeconds((value.Total - value.Entries) / rate):hh\\:mm\\:ss} left")
            : "";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Step}: {value.Entries:N0} of {value.Total:N0} entries{speed}"));
    }
}
