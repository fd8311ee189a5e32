using System.Net;

namespace PublicApi.Auditor;

/// <summary>Gives the bytes of a file of the log by its path; null when there is no such file.</summary>
/// <exception cref="LogUnreadableException">Whether there is such a file cannot be found out.</exception>
internal delegate Task<byte[]?> FindFile(string path, CancellationToken ct);

/// <summary>A log in a folder: the files that a server would give, under the same paths.</summary>
internal static class FolderFiles
{
    public static FindFile In(string folder) => async (path, ct) =>
    {
        try
        {
            return await File.ReadAllBytesAsync(Path.Combine(folder, path), ct);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LogUnreadableException($"{path}: cannot be read: {fault.Message}", fault);
        }
    };
}

/// <summary>A log behind a web server. What may pass (no connection, no answer in time, 5xx) is tried again.</summary>
internal static class HttpFiles
{
    // The largest file is a bundle of 256 entries of 65,535 bytes, each after two bytes of length.
    private const int LargestFileBytes = 256 * (2 + 65_535);

    private const int LargestTries = 5;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    public static HttpClient NewClient(Uri prefix)
    {
        // Disposed with the client.
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.GZip,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        return new HttpClient(handler)
        {
            BaseAddress = prefix.AbsoluteUri.EndsWith('/') ? prefix : new Uri(prefix.AbsoluteUri + "/"),
            Timeout = Timeout,
            MaxResponseContentBufferSize = LargestFileBytes,
        };
    }

    public static FindFile From(HttpClient client) => async (path, ct) =>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await FindOnce(client, path, ct);
            }
            catch (Exception fault) when (MayPass(fault) && !ct.IsCancellationRequested)
            {
                if (attempt == LargestTries)
                {
                    throw new LogUnreadableException(
                        $"{new Uri(client.BaseAddress!, path)}: no answer in {attempt} tries: {fault.Message}", fault);
                }

                await Task.Delay(FirstPause * (1 << (attempt - 1)), ct);
            }
        }
    };

    private static async Task<byte[]?> FindOnce(HttpClient client, string path, CancellationToken ct)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), ct);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await response.Content.ReadAsByteArrayAsync(ct),
            HttpStatusCode.NotFound => null,
            >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests =>
                throw new HttpRequestException($"status {(int)response.StatusCode}"),
            var other => throw new LogUnreadableException($"{response.RequestMessage?.RequestUri}: status {(int)other}"),
        };
    }

    // A time-out of the client is a cancellation that nobody asked for.
    private static bool MayPass(Exception fault) => fault is HttpRequestException or IOException or OperationCanceledException;
}
