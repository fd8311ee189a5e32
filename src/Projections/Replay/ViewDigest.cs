using System.Security.Cryptography;
using Ledger.Transparency;
using Projections.Cases;
using Projections.Disclosures;
using Projections.Streams;

namespace Projections.Replay;

/// <summary>The digests of all views as they follow from the first <paramref name="Size"/> entries.</summary>
/// <param name="Views">Name of the view, and the digest as lower-case hexadecimal digits; in the order of <see cref="ViewDigest.Names"/>.</param>
public sealed record ViewDigests(TreeSize Size, IReadOnlyList<KeyValuePair<string, string>> Views)
{
    /// <summary>One line for the size and one for each view.</summary>
    public IEnumerable<string> Lines => [$"size {Size}", .. Views.Select(view => $"{view.Key} {view.Value}")];
}

/// <summary>
/// The digest of one view: SHA-256 over its rows in ascending order of their keys, compared as UTF-8 bytes, each in its one
/// written form (<see cref="ViewRows"/>) and followed by a line feed. Whoever has the rows, from a table or from a replay,
/// gets the same digest.
/// </summary>
/// <param name="copy">Gets the lines too; null where only the digest is wanted.</param>
public sealed class ViewDigest(Stream? copy = null) : IDisposable
{
    /// <summary>Version of the folds and of the form of rows. Counted on by whoever changes what a digest of the same entries is.</summary>
    public const int Version = 9;

    public const string CaseViewName = "case_view";
    public const string ServiceResultName = "service_result";

    public static readonly IReadOnlyList<string> Names = [CaseViewName, ServiceResultName, .. RowViews.All.Select(view => view.Name)];

    /// <summary>The columns that a view's rows are ordered by, and that name a row.</summary>
    public static IReadOnlyList<string> KeyOf(string view) => view switch
    {
        CaseViewName => ["case_id"],
        ServiceResultName => [.. ServiceResultKey.Columns.Select(column => column.Name)],
        _ => ["code"],
    };

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly CanonicalJson json = new();

    /// <summary>Adds the next row, by case id.</summary>
    public void Add(CaseView view)
    {
        json.Clear();
        ViewRows.Write(json, view);
        Add(json.Written);
    }

    /// <summary>Adds the next row, by <see cref="CompareKeys"/>.</summary>
    public void Add(ServiceResultKey key, ServiceResultCounts counts)
    {
        json.Clear();
        ViewRows.Write(json, key, counts);
        Add(json.Written);
    }

    /// <summary>Adds the next row, by code.</summary>
    public void Add(CodedRow row) => Add(StreamViewJson.Bytes(row));

    /// <summary>Adds the next row, by code, as <see cref="StreamViewJson"/> writes it.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        hash.AppendData(row);
        hash.AppendData("\n"u8);
        copy?.Write(row);
        copy?.WriteByte((byte)'\n');
    }

    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    /// <summary>The order of the rows of service_result: by the columns of the key, one after the other.</summary>
    public static int CompareKeys(ServiceResultKey left, ServiceResultKey right) =>
        ServiceResultKey.Columns.Select(column => CompareTexts(column.Of(left), column.Of(right))).FirstOrDefault(order => order != 0);

    /// <summary>
    /// Compares as UTF-8 bytes do, which is the order of code points, and PostgreSQL's "C". UTF-16 code units order
    /// differently: the halves of the code points from U+10000 are smaller than U+E000 to U+FFFF. So those change places.
    /// </summary>
    public static int CompareTexts(string left, string right)
    {
        var shared = left.AsSpan().CommonPrefixLength(right);
        return shared == left.Length || shared == right.Length
            ? left.Length - right.Length
            : Place(left[shared]) - Place(right[shared]);
    }

    private static int Place(char unit) => char.IsSurrogate(unit) ? unit + 0x2000 : unit >= 0xE000 ? unit - 0x800 : unit;

}
