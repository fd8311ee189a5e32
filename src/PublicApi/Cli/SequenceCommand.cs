using System.CommandLine;

namespace PublicApi.Cli;

/// <summary><c>ledger sequence</c>: gives waiting events their positions and publishes, then ends; where no service runs.</summary>
internal static class SequenceCommand
{
    public static Command Build(Func<CancellationToken, Task> drain)
    {
        var command = new Command("sequence", "Takes all waiting events into the public log, signs a checkpoint and ends.");
        command.SetAction((_, ct) => drain(ct));
        return command;
    }
}
