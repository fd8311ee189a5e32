using System.Runtime.CompilerServices;

namespace Ledger.Tests;

/// <summary>Compares a text with the approved one under version control.</summary>
public static class Snapshot
{
    /// <summary>The approved text is <c>name.verified.txt</c> in the folder of the test. Where it differs, the text is written
    /// to <c>name.received.txt</c> beside it: approve it by renaming it.</summary>
    public static void Match(string text, string name, string extension = "txt", [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, name);
        var (verified, received) = ($"{path}.verified.{extension}", $"{path}.received.{extension}");
        var approved = File.Exists(verified) ? File.ReadAllText(verified) : "";
        if (approved == text)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, text);
        Assert.Fail($"{name} differs from {verified}\n{FirstDifference(approved, text)}\nNew text: {received}");
    }

    private static string FirstDifference(string approved, string text)
    {
        var (old, fresh) = (approved.Split('\n'), text.Split('\n'));
        for (var i = 0; i < Math.Max(old.Length, fresh.Length); i++)
        {
            var (before, now) = (old.ElementAtOrDefault(i), fresh.ElementAtOrDefault(i));
            if (before != now)
            {
                return $"line {i + 1}\n  approved: {before ?? "(none)"}\n  received: {now ?? "(none)"}";
            }
        }

        return "no line differs";
    }
}
