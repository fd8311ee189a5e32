using System.Globalization;
using System.Text;
using Ledger.Transparency;

namespace PublicApi.Witnessing;

/// <summary>
/// A witness (C2SP tlog-witness v1.0.0): <c>POST /add-checkpoint</c> cosigns a log's checkpoint once it is proven to extend
/// the one before, and <c>GET /&lt;hex SHA-256 of the origin&gt;/checkpoint</c> shows the last one, so that the log cannot
/// show the witness one history and the public another.
/// </summary>
/// <param name="rules">Which log is witnessed.</param>
/// <param name="signer">The witness's key, of type 04.</param>
/// <param name="store">What it cosigned last.</param>
/// <param name="clock">Gives the time of signing, whole seconds UTC.</param>
public sealed class WitnessServer(WitnessRules rules, NoteSigner signer, WitnessStore store, TimeProvider clock)
{
    private const string Text = "text/plain; charset=utf-8";

    // 63 hashes and a checkpoint with sixteen post-quantum signatures.
    private const long LargestBodyBytes = 64 * 1024;

    public WebApplication Build(string urls)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(urls).ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBodyBytes;
            kestrel.AddServerHeader = false;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        var app = builder.Build();
        app.MapPost("/add-checkpoint", AddCheckpoint);
        app.MapGet($"/{WitnessStore.PlaceOf(rules.Origin)}/checkpoint", Latest);
        app.MapGet("/vkey", () => Results.Text($"{signer.Verifier}\n", Text));
        return app;
    }

    private async Task<IResult> AddCheckpoint(HttpRequest http, CancellationToken ct)
    {
        WitnessRequest request;
        try
        {
            using var body = new MemoryStream();
            await http.Body.CopyToAsync(body, ct);
            request = WitnessRequest.Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
        }
        catch (FormatException fault)
        {
            return Results.Text(fault.Message, Text, Encoding.UTF8, (int)WitnessVerdict.Malformed);
        }

        catch (BadHttpRequestException fault)
        {
            return Results.StatusCode(fault.StatusCode);
        }

        return await store.Update(latest => Decide(request, latest));
    }

    private (IResult Answer, SignedNote? Keep) Decide(WitnessRequest request, SignedNote? latest)
    {
        var known = latest is null ? rules.Nothing : Checkpoint.Parse(latest.Text);
        switch (rules.Decide(request, known))
        {
            case WitnessVerdict.Accepted:
                var cosignature = signer.Cosign(request.Note.Text, clock.GetUtcNow().ToUnixTimeSeconds());
                return (Results.Text(SignedNote.WriteLine(cosignature), Text), rules.Cosigned(request.Note, cosignature));
            case WitnessVerdict.OtherSize:
                var size = string.Create(CultureInfo.InvariantCulture, $"{known.Size}\n");
                return (Results.Text(size, "text/x.tlog.size", statusCode: StatusCodes.Status409Conflict), null);
            case var refusal:
                return (Results.StatusCode((int)refusal), null);
        }
    }

    private IResult Latest() => store.Latest is { } note ? Results.Bytes(note.Write(), Text) : Results.NotFound();
}
