using System.Text.Json;
using Projections.Replay;

namespace PublicApi.Auditor;

/// <summary>
/// Names the cells in which two views of the same entries differ. Both come as lines of JSON in the order of the view's
/// digest, and are walked side by side.
/// </summary>
internal static class RowDifferences
{
    private const string Nothing = "nothing";

    /// <param name="view">One of <see cref="ViewDigest.Names"/>.</param>
    /// <param name="ours">The rows of the replay.</param>
    /// <param name="theirs">The rows that are published.</param>
    /// <returns>A sentence a cell or row.</returns>
    /// <exception cref="FormatException">A published line is no row of the view.</exception>
    public static IEnumerable<string> Find(string view, IEnumerable<byte[]> ours, IEnumerable<byte[]> theirs)
    {
        var key = ViewDigest.KeyOf(view);
        using var left = ours.Select(line => new Row(line, key)).GetEnumerator();
        using var right = theirs.Select(line => new Row(line, key)).GetEnumerator();
        var (hasLeft, hasRight) = (left.MoveNext(), right.MoveNext());
        while (hasLeft || hasRight)
        {
            var order = !hasLeft ? 1 : !hasRight ? -1 : left.Current.CompareTo(right.Current);
            if (order < 0)
            {
                yield return $"{view} {left.Current.Name}: this row is not published";
            }
            else if (order > 0)
            {
                yield return $"{view} {right.Current.Name}: this row is published and does not follow from the entries";
            }
            else
            {
                foreach (var cell in Cells(left.Current, right.Current))
                {
                    yield return $"{view} {left.Current.Name}: {cell}";
                }
            }

            hasLeft = order <= 0 ? left.MoveNext() : hasLeft;
            hasRight = order >= 0 ? right.MoveNext() : hasRight;
        }
    }

    private static IEnumerable<string> Cells(Row ours, Row theirs)
    {
        if (ours.Line.AsSpan().SequenceEqual(theirs.Line))
        {
            yield break;
        }

        var named = false;
        foreach (var column in ours.Cells.Keys.Union(theirs.Cells.Keys).Order(StringComparer.Ordinal))
        {
            var (our, their) = (ours.Cells.GetValueOrDefault(column, Nothing), theirs.Cells.GetValueOrDefault(column, Nothing));
            if (our != their)
            {
                named = true;
                yield return $"{column} is {our}, published is {their}";
            }
        }

        if (!named)
        {
            yield return "the published row is written in another form";
        }
    }

    private sealed class Row : IComparable<Row>
    {
        private readonly string[] key;

        public Row(byte[] line, IReadOnlyList<string> keyColumns)
        {
            Line = line;
            try
            {
                using var document = JsonDocument.Parse(line);
                Cells = document.RootElement.EnumerateObject().ToDictionary(cell => cell.Name, cell => cell.Value.GetRawText(), StringComparer.Ordinal);
                key = [.. keyColumns.Select(column => document.RootElement.GetProperty(column).GetString() ?? "")];
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
            {
                throw new FormatException("A published line is no row of the view.", fault);
            }
        }

        public byte[] Line { get; }

        public Dictionary<string, string> Cells { get; }

        public string Name => string.Join(" / ", key);

        public int CompareTo(Row? other) =>
            key.Zip(other!.key, ViewDigest.CompareTexts).FirstOrDefault(order => order != 0);
    }
}
