using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Npgsql;

namespace Projections;

/// <summary>
/// Rows for COPY in PostgreSQL's binary form (its manual, COPY, "Binary Format"), sent by the buffer: a page has a hundred
/// thousand values, and the driver's own writer takes most of its time to look each one's type up.
/// </summary>
internal sealed class BinaryCopy : IAsyncDisposable
{
    private const int SendBytes = 32_768;
    private const int Null = -1;
    private const short End = -1;
    private const int BigintType = 20;

    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ArrayBufferWriter<byte> buffer = new(2 * SendBytes);
    private readonly NpgsqlRawCopyStream stream;
    private readonly short columns;
    private bool isComplete;

    private BinaryCopy(NpgsqlRawCopyStream stream, short columns) => (this.stream, this.columns) = (stream, columns);

    /// <param name="connection">Does nothing else until this is disposed of.</param>
    /// <param name="table">Name of the table.</param>
    /// <param name="columns">Names of its columns, in the order in which the values of a row will come, with commas between.</param>
    /// <param name="ct">Ends the wait for the server.</param>
    public static async Task<BinaryCopy> Begin(NpgsqlConnection connection, string table, string columns, CancellationToken ct)
    {
        var stream = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({columns}) FROM STDIN (FORMAT binary)", ct);
        var copy = new BinaryCopy(stream, (short)columns.Split(',').Length);
        copy.buffer.Write(Signature);
        copy.Put(0).Put(0);
        return copy;
    }

    /// <summary>Begins a row; sends those before it when they are many enough.</summary>
    public async ValueTask StartRow(CancellationToken ct)
    {
        if (buffer.WrittenCount >= SendBytes)
        {
            await Send(ct);
        }

        Put(columns);
    }

    /// <exception cref="ArgumentException">The text has a lone surrogate, which UTF-8 cannot carry.</exception>
    public BinaryCopy Text(string? value)
    {
        if (value is null)
        {
            return Put(Null);
        }

        var room = buffer.GetSpan(sizeof(int) + Strict.GetMaxByteCount(value.Length));
        var length = Strict.GetBytes(value, room[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(room, length);
        buffer.Advance(sizeof(int) + length);
        return this;
    }

    public BinaryCopy Bytes(ReadOnlySpan<byte> value)
    {
        Put(value.Length);
        buffer.Write(value);
        return this;
    }

    /// <param name="json">UTF-8.</param>
    public BinaryCopy Jsonb(ReadOnlySpan<byte> json)
    {
        const byte version = 1;
        Put(json.Length + 1);
        buffer.Write([version]);
        buffer.Write(json);
        return this;
    }

    public BinaryCopy Uuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bytes(bytes);
    }

    public BinaryCopy Integer(int? value) => value is { } number ? Put(sizeof(int)).Put(number) : Put(Null);

    public BinaryCopy Flag(bool value) => Bytes([value ? (byte)1 : (byte)0]);

    public BinaryCopy Bigint(long? value) => value is { } number ? Put(sizeof(long)).Put(number) : Put(Null);

    /// <summary>A timestamptz, which counts microseconds.</summary>
    public BinaryCopy Instant(DateTimeOffset? value) =>
        Bigint(value is { } instant ? (instant.UtcTicks - Epoch.UtcTicks) / TimeSpan.TicksPerMicrosecond : null);

    /// <summary>A bigint[] of one dimension.</summary>
    public BinaryCopy Bigints(ReadOnlySpan<long> values)
    {
        const int dimensions = 1, hasNulls = 0, firstIndex = 1;
        Put((5 * sizeof(int)) + (values.Length * (sizeof(int) + sizeof(long))));
        Put(dimensions).Put(hasNulls).Put(BigintType).Put(values.Length).Put(firstIndex);
        foreach (var value in values)
        {
            Put(sizeof(long)).Put(value);
        }

        return this;
    }

    /// <summary>Ends the copy. Without it nothing is copied.</summary>
    /// <exception cref="PostgresException">The server refuses a row.</exception>
    public async Task Complete(CancellationToken ct)
    {
        Put(End);
        await Send(ct);
        isComplete = true;
        await stream.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!isComplete)
        {
            try
            {
                await stream.CancelAsync();
            }
            catch (ObjectDisposedException)
            {
                // It ended with its connection, and that fault is on its way: another one in its place would hide what it was.
            }

            await stream.DisposeAsync();
        }
    }

    private async Task Send(CancellationToken ct)
    {
        await stream.WriteAsync(buffer.WrittenMemory, ct);
        buffer.ResetWrittenCount();
    }

    private void Put(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(buffer.GetSpan(sizeof(short)), value);
        buffer.Advance(sizeof(short));
    }

    private BinaryCopy Put(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(sizeof(int)), value);
        buffer.Advance(sizeof(int));
        return this;
    }

    private BinaryCopy Put(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
        return this;
    }
}
