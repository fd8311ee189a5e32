using System.Globalization;
using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>The rows of a view that a service says to have, at <c>data/rows/VIEW</c>, kept in a file beside nothing else.</summary>
/// <param name="Size">The size of the log that they follow from, as the service says.</param>
/// <param name="Lines">A temporary file that is gone once it is closed.</param>
internal sealed record PublishedRows(TreeSize Size, FileStream Lines) : IDisposable
{
    /// <summary>Header of the answer: the size of the log.</summary>
    public const string SizeHeader = "Ledger-Size";

    private const int BufferBytes = 64 * 1024;

    public static string PathOf(string view) => $"data/rows/{view}";

    /// <exception cref="LogUnreadableException">The service gives no such rows.</exception>
    public static async Task<PublishedRows> Fetch(string location, string view, CancellationToken ct)
    {
        using var client = HttpFiles.NewClient(new Uri(location));
        try
        {
            using var answer = await client.GetAsync(new Uri(PathOf(view), UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, ct);
            answer.EnsureSuccessStatusCode();
            var size = answer.Headers.TryGetValues(SizeHeader, out var values)
                && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var said)
                    ? new TreeSize(said)
                    : throw new LogUnreadableException($"{PathOf(view)}: the answer does not say of which size it is.");
            var file = new FileStream(
                Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.DeleteOnClose);
            await answer.Content.CopyToAsync(file, ct);
            file.Position = 0;
            return new PublishedRows(size, file);
        }
        catch (HttpRequestException fault)
        {
            throw new LogUnreadableException($"{PathOf(view)}: {fault.Message}", fault);
        }
    }

    public void Dispose() => Lines.Dispose();
}
