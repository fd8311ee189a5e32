using System.Buffers;

namespace Projections;

/// <summary>Keeps many short runs of bytes in few blocks, which others use again once this is disposed of.</summary>
internal sealed class ByteBlocks : IDisposable
{
    private const int BlockBytes = 65_536;

    private readonly List<byte[]> blocks = [];
    private Memory<byte> room;

    /// <returns>The same bytes, there until this is disposed of.</returns>
    public ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > room.Length)
        {
            blocks.Add(ArrayPool<byte>.Shared.Rent(Math.Max(BlockBytes, bytes.Length)));
            room = blocks[^1];
        }

        var kept = room[..bytes.Length];
        bytes.CopyTo(kept.Span);
        room = room[bytes.Length..];
        return kept;
    }

    public void Dispose()
    {
        blocks.ForEach(block => ArrayPool<byte>.Shared.Return(block));
        blocks.Clear();
        room = default;
    }
}
