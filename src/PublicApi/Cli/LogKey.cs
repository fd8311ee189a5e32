using Ledger.Transparency;
using Projections.Sequencing;
using Projections.Witnessing;

namespace PublicApi.Cli;

/// <summary>The log's keys, its witnesses and the file that remembers the last checkpoint, as the environment names them.</summary>
internal static class LogKey
{
    private const string KeyFile = "Ledger__LogKeyFile";
    private const string SecondKeyFile = "Ledger__SecondLogKeyFile";
    private const string LastCheckpointFile = "Ledger__LastCheckpointFile";
    private const string PolicyFile = "Ledger__PolicyFile";

    /// <summary>What signs checkpoints; null when no key is set, and then none is signed.</summary>
    /// <param name="logs">Where it is said that witnesses are no quorum.</param>
    /// <exception cref="MissingSettingException">A key is set and no file for the last checkpoint, or a file cannot be used.</exception>
    public static CheckpointPublisher? Publisher(ILoggerFactory logs)
    {
        if (Setting(KeyFile) is not { } keyFile)
        {
            return null;
        }

        var last = Setting(LastCheckpointFile) ?? throw new MissingSettingException(
            $"{KeyFile} is set and {LastCheckpointFile} is not: without the last checkpoint a log set back by a restore could fork.");
        var first = Read(keyFile, NoteVerifier.Ed25519Type);
        var second = Setting(SecondKeyFile) is { } file ? Read(file, NoteVerifier.Ed25519Type) : null;
        if (second is not null && (second.Verifier.Name != first.Verifier.Name || second.Verifier.KeyId == first.Verifier.KeyId))
        {
            throw new MissingSettingException($"{SecondKeyFile} names no other key of {first.Verifier.Name}: a log keeps its name when it changes keys.");
        }

        NoteVerifier[] keys = second is null ? [first.Verifier] : [first.Verifier, second.Verifier];
        var policy = Setting(PolicyFile) is { } policyFile ? ReadPolicy(policyFile, keys) : LogPolicy.Without(keys);
        return new CheckpointPublisher(first, last, TimeProvider.System)
        {
            SecondSigner = second,
            Policy = policy,
            Witnesses = policy.Witnesses.Count == 0 ? null : new Witnesses(
                new WitnessRound(policy.Rules, keys, TimeProvider.System), logs.CreateLogger<Witnesses>(), TimeProvider.System),
        };
    }

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

    private static LogPolicy ReadPolicy(string file, NoteVerifier[] keys)
    {
        try
        {
            return LogPolicy.Parse(File.ReadAllText(file), keys);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new MissingSettingException($"The policy in {file} cannot be used: {fault.Message}");
        }
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
