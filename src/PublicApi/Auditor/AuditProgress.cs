using System.Globalization;

namespace PublicApi.Auditor;

/// <summary>Says about once a second how far an audit has come.</summary>
internal sealed class AuditProgress(TextWriter output, TimeProvider clock, long start, long total) : IProgress<long>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly long begin = clock.GetTimestamp();
    private long said = clock.GetTimestamp();

    public void Report(long value)
    {
        if (value == total || clock.GetElapsedTime(said) >= Pause)
        {
            said = clock.GetTimestamp();
            var seconds = Math.Max(clock.GetElapsedTime(begin).TotalSeconds, 0.001);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{value:N0} of {total:N0} entries, {(value - start) / seconds:N0} a second"));
        }
    }
}
