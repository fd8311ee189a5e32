using System.Security.Cryptography;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using PublicApi.GraphQL;

namespace PublicApi.Exports;

/// <summary>A table, written to a file that is gone once it is closed, with the state of the log that all of it follows from.</summary>
internal sealed record ExportedTable(FileStream File, byte[] Sha256, TreeSize Size, byte[] Root);

/// <summary>
/// Writes tables to the disk before they are sent: so their digest and length are known when the answer begins, a fault is a
/// status and not half a file, and who reads slowly holds no snapshot of the database. It takes the memory of a page.
/// </summary>
internal sealed class ExportSpool([FromKeyedServices(Roles.Reader)] NpgsqlDataSource reader) : IDisposable
{
    // Each reads the database as fast as it can; so many at a time leave it to others.
    private const int AtATime = 2;
    private const int BufferBytes = 64 * 1024;

    private readonly SemaphoreSlim free = new(AtATime, AtATime);

    public void Dispose() => free.Dispose();

    /// <summary>Null while too many are being written.</summary>
    /// <param name="heads">What stands above the columns.</param>
    /// <exception cref="ExportFilterException">A filter has a value that it does not take.</exception>
    /// <exception cref="NoSuchPast">Of the state asked for the rows are not known.</exception>
    public async Task<ExportedTable?> Write(
        ExportView view, ExportFilters filters, ExportFormat format, IReadOnlyList<string> heads, CancellationToken ct)
    {
        if (!await free.WaitAsync(TimeSpan.Zero, ct))
        {
            return null;
        }

        var file = new FileStream(
            Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferBytes,
            FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await using var snapshot = new LedgerSnapshot(reader);
            var (size, root) = await snapshot.Head(await snapshot.Size(filters.AsOf, ct), ct);
            await format.Write(file, heads, await view.Rows(snapshot, filters, ct), ct);
            file.Position = 0;
            var digest = await SHA256.HashDataAsync(file, ct);
            file.Position = 0;
            return new(file, digest, size, root);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
        finally
        {
            free.Release();
        }
    }
}
