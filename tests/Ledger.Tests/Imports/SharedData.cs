using System.Text.Json;

namespace Ledger.Tests.Imports;

/// <summary>Public data and bad input that lie beside the repository on some machines. Tests of them skip, visibly, elsewhere.</summary>
internal static class SharedData
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared"));

    public static string Require(params string[] parts)
    {
        var path = Path.Combine([Root, .. parts]);
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"The shared data are not on this machine: {path}");
        return path;
    }

    public static JsonElement Truth(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Require("data", "truth", $"shared_{name}.json"))).RootElement;

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ledger.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
