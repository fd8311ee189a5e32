using Spectre.Console;

namespace PublicApi.Imports;

/// <summary>Shows how a run goes: a bar on a terminal, a plain line now and then anywhere else.</summary>
internal static class ImportDisplay
{
    private static readonly TimeSpan TerminalPeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PlainPeriod = TimeSpan.FromSeconds(5);

    public static Task<T> ShowOnTerminalAsync<T>(IAnsiConsole console, ImportTally tally, Task<T> work, TimeProvider clock) =>
        console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Figures(tally, TimeSpan.Zero), maxValue: Math.Max(1, tally.TotalBytes));
                await RepeatAsync(TerminalPeriod, clock, work, elapsed =>
                {
                    bar.Value = tally.BytesRead;
                    bar.Description = Figures(tally, elapsed);
                });
                return await work;
            });

    public static async Task<T> ShowAsLinesAsync<T>(TextWriter output, ImportTally tally, Task<T> work, TimeProvider clock)
    {
        await RepeatAsync(PlainPeriod, clock, work, elapsed => output.WriteLine(Line(tally, elapsed)));
        return await work;
    }

    private static string Figures(ImportTally tally, TimeSpan elapsed) =>
        $"{tally.Records:N0} records, {Rate(tally, elapsed):N0}/s, {tally.Refused:N0} refused";

    private static string Line(ImportTally tally, TimeSpan elapsed)
    {
        var share = tally.TotalBytes == 0 ? 1 : (double)tally.BytesRead / tally.TotalBytes;
        var left = share is > 0 and < 1 ? elapsed * ((1 - share) / share) : TimeSpan.Zero;
        return $"{tally.Records} records, {Rate(tally, elapsed):F0}/s, {share:P0} read, about {left:hh\\:mm\\:ss} left, {tally.Refused} refused";
    }

    private static double Rate(ImportTally tally, TimeSpan elapsed) => tally.Records / Math.Max(elapsed.TotalSeconds, 0.001);

    /// <summary>Shows once a period and once when the work has ended, well or not.</summary>
    private static async Task RepeatAsync(TimeSpan period, TimeProvider clock, Task work, Action<TimeSpan> show)
    {
        var start = clock.GetTimestamp();
        using var timer = new PeriodicTimer(period, clock);
        while (await Task.WhenAny(work, timer.WaitForNextTickAsync(CancellationToken.None).AsTask()) != work)
        {
            show(clock.GetElapsedTime(start));
        }

        show(clock.GetElapsedTime(start));
    }
}
