namespace Ledger.Transparency;

/// <summary>
/// One object for each of the texts that recur, such as names of nodes, roles and services: entries are much alike, and what a
/// page of them keeps in memory is mostly the same texts again. Used by all threads at once.
/// </summary>
internal static class RecentTexts
{
    private const int LongestKept = 48;
    private const int Places = 4_096;

    // The newest of those that belong in a place. A write that another overwrites costs an object and nothing else.
    private static readonly PublicValue.Text?[] Kept = new PublicValue.Text?[Places];

    public static string Share(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestKept)
        {
            return text.ToString();
        }

        ref var kept = ref Place(text);
        var known = kept;
        return known is not null && text.SequenceEqual(known.Value) ? known.Value : (kept = new PublicValue.Text(text.ToString())).Value;
    }

    public static PublicValue.Text ValueOf(string text)
    {
        if (text.Length > LongestKept)
        {
            return new PublicValue.Text(text);
        }

        ref var kept = ref Place(text);
        var known = kept;
        return known is not null && known.Value == text ? known : kept = new PublicValue.Text(text);
    }

    private static ref PublicValue.Text? Place(ReadOnlySpan<char> text) => ref Kept[string.GetHashCode(text) & (Places - 1)];
}
