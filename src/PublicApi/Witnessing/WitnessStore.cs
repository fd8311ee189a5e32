using System.Security.Cryptography;
using System.Text;
using Ledger.Transparency;
using Projections.Sequencing;

namespace PublicApi.Witnessing;

/// <summary>
/// The checkpoint a witness cosigned last, in a file that outlives it. One process at a time holds the folder, and within
/// it one request at a time decides and stores, so that no two cosignatures can be of histories that differ.
/// </summary>
public sealed class WitnessStore : IDisposable
{
    private readonly FileStream held;
    private readonly string file;
    private readonly SemaphoreSlim gate = new(1, 1);

    private WitnessStore(FileStream held, string file, SignedNote? latest)
    {
        (this.held, this.file, Latest) = (held, file, latest);
    }

    /// <summary>With the log's signatures and the cosignature; null before the first.</summary>
    public SignedNote? Latest { get; private set; }

    /// <summary>Hex of the SHA-256 of a log's origin: its place in the folder, and in the witness's addresses.</summary>
    public static string PlaceOf(string origin) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    /// <param name="folder">Made if absent.</param>
    /// <param name="origin">The log.</param>
    /// <param name="witness">The key that must have cosigned what is stored.</param>
    /// <exception cref="IOException">Another process holds the folder, or it cannot be used.</exception>
    /// <exception cref="FormatException">What is stored is not what this witness cosigned. Nothing must be signed then.</exception>
    public static WitnessStore Open(string folder, string origin, NoteVerifier witness)
    {
        var place = Path.Combine(folder, PlaceOf(origin));
        Directory.CreateDirectory(place);
        var held = new FileStream(Path.Combine(place, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        try
        {
            var file = Path.Combine(place, "checkpoint");
            return new WitnessStore(held, file, File.Exists(file) ? Read(file, origin, witness) : null);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Lets one caller at a time look at <see cref="Latest"/> and replace it; stored when this returns.</summary>
    /// <param name="decide">Gives the answer, and the note to keep or null.</param>
    public async Task<T> Update<T>(Func<SignedNote?, (T Answer, SignedNote? Keep)> decide)
    {
        await gate.WaitAsync();
        try
        {
            var (answer, keep) = decide(Latest);
            if (keep is not null)
            {
                // Not cancelled: a cosignature must not be lost between file and memory.
                await DurableFile.Write(file, keep.Write(), CancellationToken.None);
                Latest = keep;
            }

            return answer;
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        held.Dispose();
        gate.Dispose();
    }

    private static SignedNote Read(string file, string origin, NoteVerifier witness)
    {
        var note = SignedNote.Parse(File.ReadAllBytes(file));
        return note.Check([witness]).IsAccepted && Checkpoint.Parse(note.Text).Origin == origin
            ? note
            : throw new FormatException($"{file} is not a checkpoint of {origin} that this witness cosigned.");
    }
}
