using System.Text;
using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>A checkpoint of the log whose signatures are right.</summary>
/// <param name="Note">The signed note, as it was read.</param>
internal sealed record LogCheckpoint(Checkpoint Head, string Note)
{
    public TreeSize Size => Head.Size;

    /// <exception cref="LogFaultException">The file is no checkpoint, or one that the policy does not take.</exception>
    public static async Task<LogCheckpoint> Read(LogSource log, WitnessPolicy policy, CancellationToken ct)
    {
        var bytes = await log.Checkpoint(ct);
        try
        {
            var note = SignedNote.Parse(bytes);
            return WhyRefused(policy.Check(note)) is { } reason
                ? throw new LogFaultException(LogSource.CheckpointPath, reason)
                : new LogCheckpoint(Checkpoint.Parse(note.Text), Encoding.UTF8.GetString(bytes));
        }
        catch (FormatException fault)
        {
            throw new LogFaultException(LogSource.CheckpointPath, $"this is no signed checkpoint: {fault.Message}");
        }
    }

    private static string? WhyRefused(CheckpointVerdict verdict) => verdict switch
    {
        CheckpointVerdict.Valid => null,
        CheckpointVerdict.NoCheckpoint => "the signed text is no checkpoint",
        CheckpointVerdict.BadSignature => "a signature is not by the key that it names: the checkpoint was changed after it was signed",
        CheckpointVerdict.UnknownLog => "the given key has not signed it, or is not the key of the log that it names",
        _ => "too few of the policy's witnesses have signed it",
    };
}
