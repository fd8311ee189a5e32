using System.Text.Json;

namespace Ledger.Tests.Imports;

/// <summary>Public data and bad input that lie beside the repository on some machines. Tests of them skip, visibly, elsewhere.</summary>
internal static class SharedData
{
    public static string Require(params string[] parts)
    {
        var path = Repository.Shared(Path.Combine(parts));
        Assert.SkipUnless(File.Exists(path) || Directory.Exists(path), $"The shared data are not on this machine: {path}");
        return path;
    }

    public static JsonElement Truth(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Require("data", "truth", $"shared_{name}.json"))).RootElement;
}
