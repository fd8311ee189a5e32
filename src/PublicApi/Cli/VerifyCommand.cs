using System.CommandLine;
using Ledger.Transparency;
using PublicApi.Auditor;

namespace PublicApi.Cli;

/// <summary><c>ledger verify</c>: checks a public log as an outsider does, with nothing but its files and its key.</summary>
internal static class VerifyCommand
{
    public static Command Build()
    {
        var options = new AuditOptions();
        var state = new Option<string?>("--state")
        {
            HelpName = "FILE",
            Description = "Keeps what was seen, and refuses a log that is smaller than what was seen before or differs from it.",
        };
        var policy = new Option<string?>("--policy") { HelpName = "FILE", Description = "Which witnesses must have signed (tlog-policy)." };
        var onlyNew = new Option<bool>("--only-new")
        {
            Description = "With --state: of the entries checked before, only the tree's tiles are looked at again.",
        };
        var command = new Command("verify", "Checks signature, tree, every tile, every entry and every member's signature of a public log.") { state, policy, onlyNew };
        options.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(onlyNew) && result.GetValue(state) is null)
            {
                result.AddError("--only-new needs --state: without one nothing was checked before.");
            }
        });
        command.SetAction((parsed, ct) => options.Run(parsed, async (log, key) =>
        {
            var rules = await ReadPolicy(parsed.GetValue(policy), key, ct);
            return await Verify(log, rules, parsed.GetValue(state), parsed.GetValue(onlyNew), parsed.InvocationConfiguration, ct);
        }));
        return command;
    }

    // The log is the one of the key that was given, whatever logs the policy was made for.
    internal static async Task<WitnessPolicy> ReadPolicy(string? file, NoteVerifier key, CancellationToken ct) => file is null
        ? WitnessPolicy.Only(key)
        : WitnessPolicy.Parse(await File.ReadAllBytesAsync(file, ct)) with { Logs = [new PolicyLog(key, Url: null)] };

    private static async Task<int> Verify(
        LogSource log, WitnessPolicy policy, string? stateFile, bool onlyNew, InvocationConfiguration console, CancellationToken ct)
    {
        var kept = stateFile is null ? null : await AuditState.Load(stateFile, ct);
        var checkpoint = await LogCheckpoint.Read(log, policy, ct);
        var audit = new StatefulAudit(log, checkpoint, kept, onlyNew);
        if (audit.GoesOn)
        {
            await console.Error.WriteLineAsync($"Goes on after the first {audit.Start:N0} entries, which were checked before the interruption.");
        }

        var progress = new AuditProgress(console.Error, TimeProvider.System, audit.Start, checkpoint.Size.Value);
        var state = await audit.Run(progress, Interrupted, ct);
        if (stateFile is not null)
        {
            await state.Save(stateFile);
        }

        await console.Output.WriteLineAsync(
            $"right: {checkpoint.Head.Origin}, {checkpoint.Size} entries, {checkpoint.Size.Value - audit.Start} of them read, "
            + $"root {Convert.ToBase64String(checkpoint.Head.Root)}");
        return AuditOptions.Right;

        async Task Interrupted(AuditState soFar)
        {
            if (stateFile is not null)
            {
                await soFar.Save(stateFile);
                await console.Error.WriteLineAsync($"Interrupted: the first {soFar.Pass!.Size:N0} entries are checked; the next run goes on there.");
            }
        }
    }
}
