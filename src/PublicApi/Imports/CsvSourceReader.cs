using System.Runtime.CompilerServices;

namespace PublicApi.Imports;

/// <summary>Streams the rows of a CSV file as accounts, as a mapping says.</summary>
internal sealed class CsvSourceReader(CsvMapping mapping)
{
    public async IAsyncEnumerable<SourceRecord> ReadAsync(SourceFile file, [EnumeratorCancellation] CancellationToken ct)
    {
        using var rows = await CsvRows.OpenAsync(file, mapping.Delimiter, mapping.Encoding, ct);
        var first = await rows.ReadAsync();
        if (first is not CsvRead.Row header)
        {
            yield return new Refusal(file.Path, 0, Refusal.WholeFile, ((CsvRead.Damage)first).Reason);
            yield break;
        }

        var row = new CsvRow(mapping, header.Values);
        if (row.HeaderFault is { } fault)
        {
            yield return fault.ToRefusal(file.Path, 0);
            yield break;
        }

        for (var record = 1L; ; record++)
        {
            ct.ThrowIfCancellationRequested();
            switch (await rows.ReadAsync())
            {
                case CsvRead.Row next:
                    yield return row.ToRecord(next.Values, file.Path, record);
                    break;
                case CsvRead.BadRow bad:
                    yield return new Refusal(file.Path, record, bad.Field, bad.Reason);
                    break;
                case CsvRead.Damage damage:
                    yield return new Refusal(file.Path, record, Refusal.WholeFile, $"{damage.Reason}; the rest of the file was not read");
                    yield break;
                default:
                    yield break;
            }
        }
    }
}
