using Ledger.Transparency;

namespace Projections.Sequencing;

/// <summary>Events as they enter the log, in its order. Each is in the same place of every list.</summary>
/// <param name="numbers">Of the events in the journal.</param>
internal sealed class LeafPage(long[] numbers) : IDisposable
{
    private readonly ByteBlocks blocks = new();
    private readonly ReadOnlyMemory<byte>[] bytes = new ReadOnlyMemory<byte>[numbers.Length];

    public PublicEntry[] Entries { get; } = new PublicEntry[numbers.Length];

    /// <summary>32 bytes of each, or none where no tree is made.</summary>
    public byte[][] Hashes { get; } = new byte[numbers.Length][];

    /// <summary>The roots of the tiles that these leaves fill; null where they are not known.</summary>
    public Dictionary<long, byte[]>? RootsOfFull { get; set; }

    /// <summary>The entries as they are hashed and served, with the numbers of their events; not after this was disposed of.</summary>
    public IEnumerable<(PublicEntry Entry, long SeqId, ReadOnlyMemory<byte> Bytes)> Rows =>
        Entries.Select((entry, i) => (entry, numbers[i], bytes[i]));

    /// <summary>Fills a place.</summary>
    public void Put(int place, PublicEntry entry, ReadOnlySpan<byte> leaf, byte[] hash) =>
        (Entries[place], bytes[place], Hashes[place]) = (entry, blocks.Keep(leaf), hash);

    public void Dispose() => blocks.Dispose();
}
