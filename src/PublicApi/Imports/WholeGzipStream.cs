using System.Buffers.Binary;
using System.IO.Compression;

namespace PublicApi.Imports;

/// <summary>
/// Unpacks a gzip file and fails at its end when the file was cut off, which the platform's stream takes for a regular
/// end. It compares the length of the data with the one that the file ends with (RFC 1952, ISIZE). So a file of several
/// gzip members fails too: the last length is that of the last member only.
/// </summary>
internal sealed class WholeGzipStream : Stream
{
    public const string Damage = "the gzip data is damaged, cut off, or of several parts put together";

    private const int ShortestFileBytes = 18;

    private readonly GZipStream unpacking;
    private readonly uint? expectedBytes;
    private uint unpackedBytes;

    public WholeGzipStream(FileStream file)
    {
        if (file.Length >= ShortestFileBytes)
        {
            var end = new byte[sizeof(uint)];
            file.Position = file.Length - end.Length;
            file.ReadExactly(end);
            expectedBytes = BinaryPrimitives.ReadUInt32LittleEndian(end);
        }

        file.Position = 0;
        unpacking = new GZipStream(file, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Count(unpacking.Read(buffer, offset, count), count);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Count(await unpacking.ReadAsync(buffer, cancellationToken), buffer.Length);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        unpacking.Dispose();
        base.Dispose(disposing);
    }

    private int Count(int read, int asked)
    {
        // The length is kept modulo 2^32, as in the file.
        unpackedBytes = unchecked(unpackedBytes + (uint)read);
        return read > 0 || asked == 0 || unpackedBytes == expectedBytes ? read : throw new InvalidDataException(Damage);
    }
}
