using Ledger.Journal;
using PublicApi.Imports;
using Spectre.Console;

namespace Ledger.Tests.Imports;

public sealed class ImportDisplayTests
{
    [Fact]
    public async Task A_terminal_gets_a_bar_and_the_figures_at_the_end()
    {
        await using var screen = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(screen),
        });
        console.Profile.Width = 120;
        var tally = Tally();

        Assert.Equal(7, await ImportDisplay.ShowOnTerminalAsync(console, tally, WorkAsync(tally), TimeProvider.System));

        Assert.Contains("2 records", screen.ToString());
        Assert.Contains("1 refused", screen.ToString());
        Assert.Contains("100%", screen.ToString());
    }

    [Fact]
    public async Task A_file_gets_plain_lines_the_last_one_when_all_is_done()
    {
        await using var output = new StringWriter();
        var tally = Tally();

        Assert.Equal(7, await ImportDisplay.ShowAsLinesAsync(output, tally, WorkAsync(tally), TimeProvider.System));

        Assert.Matches(@"^2 records, \d+/s, 100 % read, about 00:00:00 left, 1 refused\r?\n$", output.ToString());
    }

    [Fact]
    public async Task A_fault_of_the_work_is_shown_to_the_caller()
    {
        await using var output = new StringWriter();

        await Assert.ThrowsAsync<InvalidOperationException>(() => ImportDisplay.ShowAsLinesAsync(
            output, Tally(), Task.FromException<int>(new InvalidOperationException("no database")), TimeProvider.System));
    }

    private static ImportTally Tally() => new() { TotalBytes = 100 };

    private static async Task<int> WorkAsync(ImportTally tally)
    {
        await Task.Delay(20, Reading.Ct);
        tally.AddRefusal();
        tally.AddPage(1, new RecordedPage(1, 0, 0, 1));
        tally.AddBytes(100);
        return 7;
    }
}
