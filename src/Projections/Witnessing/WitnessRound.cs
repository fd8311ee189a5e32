using Ledger.Transparency;
using Npgsql;
using Projections.Transparency;

namespace Projections.Witnessing;

/// <summary>A checkpoint that the log signed and the world may see once the policy's witnesses have.</summary>
/// <param name="SignedAt">UTC.</param>
public sealed record OfferedCheckpoint(Checkpoint Checkpoint, SignedNote Note, DateTimeOffset SignedAt);

/// <summary>
/// The witnesses of the policy, asked all at once with a second each. A checkpoint is shown as soon as its cosignatures are
/// a quorum, and again when more have come; until then the public goes on seeing the one before. Sequencing waits for none
/// of it.
/// </summary>
/// <param name="policy">Whom to ask, and who is a quorum (C2SP tlog-policy).</param>
/// <param name="logKeys">This log's keys.</param>
/// <param name="clock">Gives the times of asking and the time-out.</param>
public sealed class WitnessRound(WitnessPolicy policy, IReadOnlyList<NoteVerifier> logKeys, TimeProvider clock) : IDisposable
{
    /// <summary>How long a witness may take, to the last byte of its answer.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private const int LargestAnswerBytes = 64 * 1024;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = LargestAnswerBytes,
    };

    private string Origin => logKeys[0].Name;

    private IEnumerable<PolicyWitness> Asked => policy.Witnesses.Where(CanBeAsked);

    /// <summary>Whether a witness has an address, and a key of the kind that is verified here.</summary>
    public static bool CanBeAsked(PolicyWitness witness) => witness.Url is not null && witness.Verifier.CanVerify;

    /// <summary>Asks every witness once and shows the note if their cosignatures are a quorum.</summary>
    /// <param name="projector">Connections in the role ledger_projector.</param>
    /// <param name="offer">What to cosign.</param>
    /// <param name="ct">Ends the round; what was shown stays shown.</param>
    /// <returns>Whether the note was shown, whether all witnesses have cosigned it, and what they hold against it.</returns>
    public async Task<WitnessOutcome> Run(NpgsqlDataSource projector, OfferedCheckpoint offer, CancellationToken ct)
    {
        await using var connection = await projector.OpenConnectionAsync(ct);
        var before = await WitnessTable.Load(connection, ct);
        var asked = Asked.Select(witness => Ask(projector, witness, offer, before.GetValueOrDefault(witness.Verifier.ToString()), ct)).ToList();
        var cosigned = new Dictionary<string, NoteSignature>(StringComparer.Ordinal);
        var copies = new List<HeldCheckpoint>();
        var shown = policy.IsSatisfiedBy([]);
        var shownWith = -1;
        await foreach (var done in Task.WhenEach(asked))
        {
            var (witness, answer, status) = await done;
            await WitnessTable.Save(connection, status, ct);
            if (answer.Cosignature is { } cosignature)
            {
                cosigned[witness.Name] = cosignature;
            }

            if (answer.Copy is { } copy)
            {
                copies.Add(new HeldCheckpoint(copy, witness.Name));
            }

            if (!shown && policy.IsSatisfiedBy(cosigned.Keys))
            {
                shown = true;
                shownWith = await Show(connection, offer, cosigned.Values, ct);
            }
        }

        if (shown && shownWith < cosigned.Count)
        {
            await Show(connection, offer, cosigned.Values, ct);
        }

        return new WitnessOutcome(shown, cosigned.Count == asked.Count, copies);
    }

    /// <summary>The checkpoints of this log that its witnesses show. One that does not answer in time shows none.</summary>
    public async Task<IReadOnlyList<HeldCheckpoint>> Copies(CancellationToken ct)
    {
        var copies = await Task.WhenAll(Asked.Select(async witness =>
        {
            using var limit = Limit(ct);
            try
            {
                return await Client(witness).Copy(limit.Token) is { } copy ? new HeldCheckpoint(copy, witness.Name) : null;
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return null;
            }
        }));
        return [.. copies.OfType<HeldCheckpoint>()];
    }

    public void Dispose() => http.Dispose();

    private WitnessClient Client(PolicyWitness witness) => new(witness, Origin, logKeys, http);

    private static CancellationTokenSource Limit(CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Timeout);
        return limit;
    }

    private async Task<(PolicyWitness Witness, WitnessAnswer Answer, WitnessStatus Status)> Ask(
        NpgsqlDataSource projector, PolicyWitness witness, OfferedCheckpoint offer, WitnessStatus? before, CancellationToken ct)
    {
        using var limit = Limit(ct);
        WitnessAnswer answer;
        try
        {
            answer = await Client(witness).Ask(
                offer.Checkpoint, offer.Note, before?.Size ?? new TreeSize(0), (from, to, stop) => Prove(projector, from, to, stop), limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            answer = new WitnessAnswer(null, "no answer in time");
        }
        catch (Exception fault) when (fault is not (NpgsqlException or OperationCanceledException))
        {
            // Whatever a stranger's server does, it is that witness's fault and ends nothing here.
            answer = new WitnessAnswer(null, fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } ? "no connection" : "no HTTP answer");
        }

        var status = new WitnessStatus(
            witness.Verifier.ToString(), before?.Size ?? new TreeSize(0), before?.CosignedAt, clock.GetUtcNow(), answer.Fault);
        return answer.Cosignature is { } cosignature && Cosignature.TryReadTime(cosignature, out var seconds)
            ? (witness, answer, status with { Size = offer.Checkpoint.Size, CosignedAt = TimeOf(seconds) })
            : (witness, answer, status);
    }

    private static async Task<IReadOnlyList<byte[]>> Prove(NpgsqlDataSource projector, TreeSize from, TreeSize to, CancellationToken ct)
    {
        await using var connection = await projector.OpenConnectionAsync(ct);
        return await ProofQuery.Growth(connection, from, to, ct);
    }

    // A witness may sign any 63-bit number of seconds.
    private static DateTimeOffset TimeOf(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));

    private static async Task<int> Show(
        NpgsqlConnection connection, OfferedCheckpoint offer, Dictionary<string, NoteSignature>.ValueCollection cosignatures, CancellationToken ct)
    {
        await PublishedLog.Show(connection, offer with { Note = offer.Note with { Signatures = [.. offer.Note.Signatures, .. cosignatures] } }, ct);
        return cosignatures.Count;
    }
}

/// <param name="WitnessName">Who shows it, by its name in the policy.</param>
public sealed record HeldCheckpoint(Checkpoint Checkpoint, string WitnessName);

/// <param name="IsShown">The public sees the note.</param>
/// <param name="IsComplete">Every witness that can be asked has cosigned it.</param>
/// <param name="Held">Checkpoints of this log that witnesses hold against it.</param>
public sealed record WitnessOutcome(bool IsShown, bool IsComplete, IReadOnlyList<HeldCheckpoint> Held);
