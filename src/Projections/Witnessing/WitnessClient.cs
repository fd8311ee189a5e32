using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ledger.Transparency;

namespace Projections.Witnessing;

/// <summary>What came of asking a witness.</summary>
/// <param name="Cosignature">Checked; null when there is none.</param>
/// <param name="Fault">Why there is none.</param>
/// <param name="Copy">The log's own checkpoint that the witness holds against the one it was asked to sign.</param>
internal sealed record WitnessAnswer(NoteSignature? Cosignature, string? Fault, Checkpoint? Copy = null);

/// <summary>Gives the hashes that prove a larger tree to begin with a smaller one.</summary>
internal delegate Task<IReadOnlyList<byte[]>> ProveGrowth(TreeSize from, TreeSize to, CancellationToken ct);

/// <summary>
/// Asks one witness over HTTP (C2SP tlog-witness v1.0.0). Nothing it answers is believed: a cosignature is checked, and its
/// word that the log is larger than it says counts only with a checkpoint that this log's key signed.
/// </summary>
internal sealed class WitnessClient(PolicyWitness witness, string origin, IReadOnlyList<NoteVerifier> logKeys, HttpClient http)
{
    // The first answer may be 409 with the size the witness knows.
    private const int Tries = 2;

    /// <param name="checkpoint">What the note says.</param>
    /// <param name="note">To be cosigned.</param>
    /// <param name="known">The size the witness cosigned last, as far as is known here.</param>
    /// <param name="prove">Proves growth.</param>
    /// <param name="ct">Ends the exchange.</param>
    public async Task<WitnessAnswer> Ask(Checkpoint checkpoint, SignedNote note, TreeSize known, ProveGrowth prove, CancellationToken ct)
    {
        var old = known.Value <= checkpoint.Size.Value ? known : checkpoint.Size;
        for (var attempt = 1; ; attempt++)
        {
            var request = new WitnessRequest(old, await prove(old, checkpoint.Size, ct), note);
            using var content = new ByteArrayContent(request.Write());
            using var answer = await http.PostAsync(Address("add-checkpoint"), content, ct);
            var body = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(ct));
            switch (answer.StatusCode)
            {
                case HttpStatusCode.OK:
                    return Read(body, note.Text);
                case HttpStatusCode.Conflict when attempt < Tries && TryReadSize(body, out var size) && size.Value <= checkpoint.Size.Value && size != old:
                    old = size;
                    break;
                case HttpStatusCode.Conflict or HttpStatusCode.UnprocessableEntity:
                    var said = TryReadSize(body, out var latest) ? $", and is at size {latest}" : "";
                    return new WitnessAnswer(null, $"it answered {(int)answer.StatusCode} to size {checkpoint.Size}{said}", await Copy(ct));
                default:
                    return new WitnessAnswer(null, $"it answered {(int)answer.StatusCode}");
            }
        }
    }

    /// <summary>The checkpoint of this log that the witness shows; null when it shows none that this log's key signed.</summary>
    public async Task<Checkpoint?> Copy(CancellationToken ct)
    {
        try
        {
            var place = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));
            using var answer = await http.GetAsync(Address($"{place}/checkpoint"), ct);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return null;
            }

            var note = SignedNote.Parse(await answer.Content.ReadAsByteArrayAsync(ct));
            return note.Check(logKeys).IsAccepted && Checkpoint.Parse(note.Text) is var copy && copy.Origin == origin ? copy : null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Not reached or not understood: either way it shows nothing.
            return null;
        }
    }

    private Uri Address(string path) => new($"{witness.Url!.TrimEnd('/')}/{path}");

    private WitnessAnswer Read(string body, string text)
    {
        try
        {
            var cosignature = body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SignedNote.ParseLine).FirstOrDefault(witness.Verifier.IsNamedBy);
            return cosignature is not null && witness.Verifier.Verifies(text, cosignature)
                ? new WitnessAnswer(cosignature, null)
                : new WitnessAnswer(null, "its answer is no cosignature of this checkpoint by its key");
        }
        catch (FormatException)
        {
            return new WitnessAnswer(null, "its answer has not the form of a cosignature");
        }
    }

    private static bool TryReadSize(string body, out TreeSize size)
    {
        var isSize = long.TryParse(body.TrimEnd('\n'), System.Globalization.NumberStyles.None, null, out var number);
        size = new TreeSize(number);
        return isSize;
    }
}
