namespace Projections.Sequencing;

/// <summary>
/// Files that are whole or absent, whatever happens: written beside, flushed to the disk, then renamed into place. The
/// folder's own entry is not flushed, which .NET cannot do: after a power loss the file may be the one before.
/// </summary>
public static class DurableFile
{
    public static async Task Write(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var beside = $"{path}.{Environment.ProcessId}.tmp";
        await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(content, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
    }
}
