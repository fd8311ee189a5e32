namespace Projections.Sequencing;

/// <summary>Keeps many short runs of bytes in few objects.</summary>
internal sealed class ByteBlocks
{
    // Below the size from which the collector keeps objects apart, and for long.
    private const int BlockBytes = 65_536;

    private Memory<byte> room;

    public ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > room.Length)
        {
            room = new byte[Math.Max(BlockBytes, bytes.Length)];
        }

        var kept = room[..bytes.Length];
        bytes.CopyTo(kept.Span);
        room = room[bytes.Length..];
        return kept;
    }
}
