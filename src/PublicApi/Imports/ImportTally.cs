using Ledger.Journal;

namespace PublicApi.Imports;

/// <summary>What a run has done so far. Written by the reader and the recorder, read by the display at any time.</summary>
internal sealed class ImportTally
{
    private long recorded;
    private long refused;
    private long bytesRead;
    private long newCases;
    private long changed;
    private long unchanged;
    private long events;

    /// <summary>Bytes that the run will read in all, twice where files are checked first.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Records that are done with: recorded or refused.</summary>
    public long Records => Interlocked.Read(ref recorded) + Refused;

    public long Refused => Interlocked.Read(ref refused);

    public long BytesRead => Interlocked.Read(ref bytesRead);

    public void AddRefusal() => Interlocked.Increment(ref refused);

    public void AddBytes(long count) => Interlocked.Add(ref bytesRead, count);

    public void AddPage(int records, RecordedPage page)
    {
        Interlocked.Add(ref recorded, records);
        Interlocked.Add(ref newCases, page.NewCases);
        Interlocked.Add(ref changed, page.Changed);
        Interlocked.Add(ref unchanged, page.Unchanged);
        Interlocked.Add(ref events, page.Events);
    }

    /// <summary>The last line of a run, made to be read by programs too.</summary>
    public override string ToString() =>
        $"imported: {Records} records, {Interlocked.Read(ref newCases)} new cases, {Interlocked.Read(ref changed)} changed, "
        + $"{Interlocked.Read(ref unchanged)} unchanged, {Refused} refused, {Interlocked.Read(ref events)} events stored";
}
