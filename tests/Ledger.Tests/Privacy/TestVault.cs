using Ledger.Vault;

namespace Ledger.Tests.Privacy;

/// <summary>The vault key of every test: a fixed one, so that two processes on one ledger have the same.</summary>
public static class TestVault
{
    public const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    private static readonly Lazy<string> File = new(() =>
    {
        var file = Path.GetTempFileName();
        System.IO.File.WriteAllText(file, Key);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.Delete(file);
        return file;
    });

    public static VaultTable Table { get; } = new(MasterKey.Parse(Key));

    /// <summary>A file with the key, for the product as a process.</summary>
    public static string KeyFile => File.Value;
}
