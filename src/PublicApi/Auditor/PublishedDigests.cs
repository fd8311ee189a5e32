using System.Text.Json;
using Ledger.Transparency;
using Projections.Replay;

namespace PublicApi.Auditor;

/// <summary>The digests of the views that a service says to have, at <c>data/digest</c>.</summary>
internal static class PublishedDigests
{
    public const string Path = "data/digest";

    public static async Task<ViewDigests> Fetch(string location, CancellationToken ct)
    {
        if (!Uri.TryCreate(location, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            throw new FormatException($"--compare: {location} is no http address.");
        }

        using var client = HttpFiles.NewClient(uri);
        return Parse(await HttpFiles.From(client)(Path, ct) ?? throw new LogUnreadableException($"{uri}: publishes no {Path}."));
    }

    public static byte[] Write(ViewDigests digests) => JsonSerializer.SerializeToUtf8Bytes(
        new { size = digests.Size.Value, views = digests.Views.ToDictionary(view => view.Key, view => view.Value) });

    private static ViewDigests Parse(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return new ViewDigests(
                new TreeSize(document.RootElement.GetProperty("size").GetInt64()),
                [.. document.RootElement.GetProperty("views").EnumerateObject()
                    .Select(view => KeyValuePair.Create(view.Name, view.Value.GetString() ?? ""))]);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new LogUnreadableException($"{Path}: the answer has no size and views: {fault.Message}", fault);
        }
    }
}
