using System.CommandLine;
using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>What every audit is told: which log, and whose key has to have signed it.</summary>
/// <param name="required">Without them there is nothing to read.</param>
internal sealed class AuditOptions(bool required = true)
{
    public const int Right = 0;
    public const int FoundWrong = 1;
    public const int WrongUse = 2;

    private readonly Option<string> log = new("--log")
    {
        Required = required,
        HelpName = "URL|DIR",
        Description = "Prefix of the log's addresses, or a folder with a copy of its files.",
    };

    private readonly Option<string> vkey = new("--vkey") { Required = required, HelpName = "K", Description = "The log's public key." };

    private readonly Option<string?> keep = new("--keep")
    {
        HelpName = "DIR",
        Description = "Keeps what is read there, and reads over the net only what is not there yet; then a copy for --log.",
    };

    public void AddTo(Command command)
    {
        command.Add(log);
        command.Add(vkey);
        command.Add(keep);
    }

    /// <summary>Whether a log was named.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(log) is not null;

    /// <summary>Runs an audit and tells what it found; the exit code.</summary>
    public async Task<int> Run(ParseResult parsed, Func<LogSource, NoteVerifier, Task<int>> audit)
    {
        var console = parsed.InvocationConfiguration;
        NoteVerifier key;
        try
        {
            key = NoteVerifier.Parse(parsed.GetValue(vkey) ?? throw new FormatException("the log's public key is needed."));
        }
        catch (FormatException fault)
        {
            await console.Error.WriteLineAsync($"--vkey: {fault.Message}");
            return WrongUse;
        }

        try
        {
            return await Audit(parsed, source => audit(source, key));
        }
        catch (LogFaultException fault)
        {
            await console.Output.WriteLineAsync($"wrong: {fault.Message}");
            return FoundWrong;
        }
        catch (LogUnreadableException fault)
        {
            await console.Error.WriteLineAsync($"not checked: {fault.Message}");
            return FoundWrong;
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            // A file that the caller named: state or policy.
            await console.Error.WriteLineAsync(fault.Message);
            return WrongUse;
        }
    }

    // A copy may be damaged, or made while the log was; only what is wrong in the log itself is called wrong.
    private async Task<int> Audit(ParseResult parsed, Func<LogSource, Task<int>> audit)
    {
        var location = parsed.GetRequiredValue(log);
        if (parsed.GetValue(keep) is not { } folder)
        {
            using var source = LogSource.Open(location);
            return await audit(source);
        }

        using (var copy = new LogCopy(folder, anew: false))
        using (var source = LogSource.Open(location, copy))
        {
            try
            {
                return await audit(source);
            }
            catch (LogFaultException fault) when (copy.WasRead)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(
                    $"The copy in {folder} does not agree with the log ({fault.Message}). All is read from the log itself.");
            }
        }

        using var anew = new LogCopy(folder, anew: true);
        using var itself = LogSource.Open(location, anew);
        return await audit(itself);
    }
}
