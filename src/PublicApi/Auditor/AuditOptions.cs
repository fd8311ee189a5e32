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

    public void AddTo(Command command)
    {
        command.Add(log);
        command.Add(vkey);
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
            using var source = LogSource.Open(parsed.GetRequiredValue(log));
            return await audit(source, key);
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
}
