namespace PublicApi.GraphQL;

/// <summary>Text that PostgreSQL and UTF-8 can hold.</summary>
internal static class PlainText
{
    /// <summary>False for U+0000, which PostgreSQL refuses, and for half a surrogate pair, which UTF-8 cannot write.</summary>
    public static bool IsStorable(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
            {
                return false;
            }

            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i])))
            {
                return false;
            }
        }

        return true;
    }
}
