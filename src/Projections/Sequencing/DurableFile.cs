using System.Runtime.InteropServices;

namespace Projections.Sequencing;

/// <summary>
/// Files that are whole or absent, whatever happens: written beside, flushed to the disk, renamed into place, and the
/// folder flushed, so that after a power loss the name stands for the new file.
/// </summary>
public static partial class DurableFile
{
    public static async Task Write(string path, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var beside = $"{path}.{Environment.ProcessId}.tmp";
        await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(content, ct);
            file.Flush(flushToDisk: true);
        }

        CrashPoint.Pass("file-written");
        Rename(beside, path);
        CrashPoint.Pass("file-renamed");
    }

    /// <summary>Puts a file that is written and flushed in another's place, for good.</summary>
    public static void Rename(string beside, string path)
    {
        File.Move(beside, path, overwrite: true);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    // .NET opens no folders. See fsync(2): "Calling fsync() does not necessarily ensure that the entry in the directory
    // containing the file has also reached disk."
    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var handle = Open(folder, flags: 0);
        if (handle < 0)
        {
            throw new IOException($"{folder} cannot be opened to be flushed: error {Marshal.GetLastPInvokeError()}");
        }

        var failed = Flush(handle) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(handle);
        if (failed)
        {
            throw new IOException($"{folder} cannot be flushed to the disk: error {error}");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int handle);
}
