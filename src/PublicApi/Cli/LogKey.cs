using Ledger.Transparency;
using Projections.Sequencing;

namespace PublicApi.Cli;

/// <summary>The log's key and the file that remembers the last checkpoint, as the environment names them.</summary>
internal static class LogKey
{
    private const string KeyFile = "Ledger__LogKeyFile";
    private const string LastCheckpointFile = "Ledger__LastCheckpointFile";

    /// <summary>What signs checkpoints; null when no key is set, and then none is signed.</summary>
    /// <exception cref="MissingSettingException">A key is set and no file for the last checkpoint, or the key cannot be read.</exception>
    public static CheckpointPublisher? Publisher() =>
        Environment.GetEnvironmentVariable(KeyFile) is { Length: > 0 } keyFile
            ? new CheckpointPublisher(
                Read(keyFile),
                Environment.GetEnvironmentVariable(LastCheckpointFile) is { Length: > 0 } last
                    ? last
                    : throw new MissingSettingException(
                        $"{KeyFile} is set and {LastCheckpointFile} is not: without the last checkpoint a log set back by a restore could fork."),
                TimeProvider.System)
            : null;

    /// <summary>Reads a private key, of one type where that matters: a witness's key must never sign a log.</summary>
    /// <exception cref="MissingSettingException">The file cannot be read or holds no such key.</exception>
    public static NoteSigner Read(string file, byte type)
    {
        var signer = Read(file);
        return signer.Verifier.Type == type
            ? signer
            : throw new MissingSettingException($"The key in {file} is of type {signer.Verifier.Type:x2}, and one of type {type:x2} is needed.");
    }

    public static NoteSigner Read(string file)
    {
        try
        {
            return NoteSigner.Parse(File.ReadAllText(file).Trim());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new MissingSettingException($"The log's key cannot be read from {file}: {fault.Message}");
        }
    }
}
