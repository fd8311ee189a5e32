using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Ledger.Transparency;
using Projections.Cases;
using Projections.Transparency;

namespace PublicApi.GraphQL;

/// <summary>A cursor is the place of its item, written so that nobody builds on what is in it.</summary>
internal static class Cursors
{
    private const string CodeMark = "code ";

    public static string OfCode(string code) => Write(CodeMark + code);

    public static string? Code(string cursor) =>
        Read(cursor) is { } text && text.StartsWith(CodeMark, StringComparison.Ordinal) ? text[CodeMark.Length..] : null;

    public static CaseCursor Of(CaseView view) => new(view.RequestedAt, view.CaseId);

    public static string OfCase(CaseView view) => Write($"{Instants.Write(view.RequestedAt)} {view.CaseId}");

    public static CaseCursor? Case(string cursor)
    {
        try
        {
            return Read(cursor)?.Split(' ', 2) is [var instant, var id] ? new CaseCursor(Instants.Parse(instant), id) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A position is its own cursor: readers of the log count.</summary>
    public static string OfPosition(long position) => position.ToString(CultureInfo.InvariantCulture);

    public static EntryPlace? Position(string cursor) =>
        long.TryParse(cursor, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var position)
            ? new EntryPlace(Math.Clamp(position, -1, long.MaxValue - 1))
            : null;

    public static string Write(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    /// <summary>The text that was written; null for what no cursor or id is.</summary>
    public static string? Read(string cursor)
    {
        try
        {
            // Only what would be written so again: not what decoding put right.
            var text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
            return PlainText.IsStorable(text) && Write(text) == cursor ? text : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>Pages of a list in order of codes.</summary>
public sealed class CodePagesAttribute : PagesAttribute
{
    protected override bool IsCursor(string cursor) => Cursors.Code(cursor) is not null;
}

/// <summary>Pages of cases.</summary>
public sealed class CasePagesAttribute : PagesAttribute
{
    protected override bool IsCursor(string cursor) => Cursors.Case(cursor) is not null;
}

/// <summary>Pages of entries.</summary>
public sealed class PositionPagesAttribute : PagesAttribute
{
    protected override Type CursorType => typeof(LongScalar);

    protected override bool IsCursor(string cursor) => Cursors.Position(cursor) is not null;
}
