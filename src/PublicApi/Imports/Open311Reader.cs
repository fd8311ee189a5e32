using System.Runtime.CompilerServices;

namespace PublicApi.Imports;

/// <summary>
/// Streams GeoReport v2 service requests out of a JSON file. Memory is bounded by the largest record allowed, whatever
/// the size of the file.
/// </summary>
internal sealed class Open311Reader(SourceNames names)
{
    private const int FirstBufferBytes = 64 * 1024;

    /// <summary>A service request is about one kilobyte; a file without end of record must not fill the memory.</summary>
    private const int LargestRecordBytes = 1024 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public async IAsyncEnumerable<SourceRecord> ReadAsync(SourceFile file, [EnumeratorCancellation] CancellationToken ct)
    {
        var parser = new Open311Parser(file.Path, names);
        var buffer = new byte[FirstBufferBytes];
        var length = 0;
        var first = true;
        while (!parser.Ended)
        {
            var (filled, damage) = await FillAsync(file.Content, buffer.AsMemory(length), ct);
            if (damage is not null)
            {
                yield return parser.EndWith(damage);
                yield break;
            }

            var final = filled < buffer.Length - length;
            length += filled;
            var start = first && buffer.AsSpan(0, length).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
            first = false;
            var used = start + parser.Parse(buffer.AsSpan(start, length - start), final);
            foreach (var record in parser.TakeFound())
            {
                yield return record;
            }

            if (used == 0 && length == LargestRecordBytes && !parser.Ended)
            {
                yield return parser.EndWith($"a record has more than {LargestRecordBytes} bytes");
                yield break;
            }

            buffer.AsSpan(used, length - used).CopyTo(buffer);
            length -= used;
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    private static async ValueTask<(int Bytes, string? Damage)> FillAsync(Stream content, Memory<byte> space, CancellationToken ct)
    {
        try
        {
            return (await content.ReadAtLeastAsync(space, space.Length, throwOnEndOfStream: false, ct), null);
        }
        catch (InvalidDataException)
        {
            return (0, "the gzip data is damaged or cut off");
        }
    }
}
