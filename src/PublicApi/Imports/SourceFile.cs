using System.IO.Compression;

namespace PublicApi.Imports;

/// <summary>An input file, read from its start to its end; gzip is recognised by its first two bytes, not by its name.</summary>
internal sealed class SourceFile : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;
    private readonly FileStream raw;

    private SourceFile(string path, FileStream raw, Stream content)
    {
        Path = path;
        this.raw = raw;
        Content = content;
    }

    public string Path { get; }

    public Stream Content { get; }

    /// <summary>How much of the file, as it lies on the disk, has been read.</summary>
    public long BytesRead => raw.Position;

    public static SourceFile Open(string path)
    {
        var raw = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.SequentialScan);
        var gzip = raw.ReadByte() == 0x1F && raw.ReadByte() == 0x8B;
        raw.Position = 0;
        return new SourceFile(path, raw, gzip ? new GZipStream(raw, CompressionMode.Decompress) : raw);
    }

    /// <summary>
    /// The files that the paths stand for, each once, in ordinal order of their paths. A folder stands for the files
    /// anywhere below it whose names have one of the endings; a file is taken whatever its name.
    /// </summary>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths, IReadOnlyList<string> endings)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 32, MatchCasing = MatchCasing.CaseInsensitive };
        return [.. paths
            .SelectMany(path => Directory.Exists(path)
                ? Directory.EnumerateFiles(path, "*", options).Where(file => HasEnding(file, endings))
                : [path])
            .DistinctBy(System.IO.Path.GetFullPath)
            .Order(StringComparer.Ordinal)];
    }

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        await raw.DisposeAsync();
    }

    private static bool HasEnding(string file, IReadOnlyList<string> endings) =>
        endings.Any(ending => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            || file.EndsWith(ending + ".gz", StringComparison.OrdinalIgnoreCase));
}
