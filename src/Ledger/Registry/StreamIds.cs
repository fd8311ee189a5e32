using System.Buffers;
using Ledger.Journal;

namespace Ledger.Registry;

/// <summary>The form of stream ids: an area's prefix and a key of letters, digits and the separators of codes.</summary>
public static class StreamIds
{
    private const int LongestKey = 120;

    private static readonly SearchValues<char> KeyCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.");

    /// <summary>Whether the id is one that a stream can have. Keys of cases are UUIDs, in lower case.</summary>
    public static bool IsSound(string stream)
    {
        if (stream.StartsWith(CaseIds.Prefix, StringComparison.Ordinal))
        {
            return CaseIds.IsCaseId(stream);
        }

        var area = Areas.All.FirstOrDefault(area => stream.StartsWith(area.Prefix, StringComparison.Ordinal));
        return area is not null && stream.Length - area.Prefix.Length is > 0 and <= LongestKey
            && stream.AsSpan(area.Prefix.Length).IndexOfAnyExcept(KeyCharacters) < 0;
    }
}
