using Ledger.Vault;

namespace PublicApi.Cli;

/// <summary>The vault's master key, from the file that the environment names.</summary>
internal static class VaultKeyFile
{
    private const string Variable = "Ledger__VaultKeyFile";

    /// <summary>What keeps confidential values; null when no key is set, and then none are taken.</summary>
    /// <exception cref="MissingSettingException">The file cannot be read, or has no key in it.</exception>
    public static VaultTable? Open() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file ? new VaultTable(Read(file)) : null;

    private static MasterKey Read(string file)
    {
        try
        {
            return MasterKey.Parse(File.ReadAllText(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new MissingSettingException($"The vault's key cannot be read from {file}: {fault.Message}");
        }
    }
}
