using System.Text.Encodings.Web;
using System.Text.Json;

namespace PublicApi.Imports;

/// <summary>
/// Refused records as JSON lines. A line is written whole, in one call past every buffer of the program, so a crash
/// leaves whole lines. A run starts the file anew: it sees all the refusals again.
/// </summary>
internal sealed class RejectsFile(string path) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    // Not cancellable: a cancelled write could leave half a line.
    public async ValueTask WriteAsync(Refusal refusal) =>
        await file.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(refusal, Json), (byte)'\n'], CancellationToken.None);

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
