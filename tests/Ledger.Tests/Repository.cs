using System.Runtime.CompilerServices;

namespace Ledger.Tests;

/// <summary>Where the source tree is, and the shared data beside it.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>A path in the shared folder beside the repository. A test that needs it skips, visibly, where it is absent.</summary>
    public static string Shared(string relative)
    {
        var shared = System.IO.Path.GetFullPath(System.IO.Path.Combine(Root, "..", "shared"));
        Assert.SkipUnless(Directory.Exists(shared), "the shared folder is not beside the repository");
        return System.IO.Path.Combine(shared, relative);
    }

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(thisFile)!, "..", ".."));
}
