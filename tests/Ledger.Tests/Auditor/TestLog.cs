using System.CommandLine;
using Ledger.Journal;
using Ledger.Tests.Cases;
using Ledger.Tests.Imports;
using Ledger.Transparency;
using PublicApi.Cli;

namespace Ledger.Tests.Auditor;

/// <summary>A public log in a folder, written by the formats alone, and the auditor's commands over it.</summary>
internal sealed class TestLog : IDisposable
{
    public const string Origin = "example.com/log";

    private readonly TemporaryFolder folder = new();
    private readonly NoteSigner signer = NoteSigner.FromSeed(Origin, new byte[NoteSigner.SeedBytes]);

    public string Root => folder.Root;

    public string Vkey => signer.Verifier.ToString();

    /// <summary>Sound entries: cases of two events each, every second case between the events of another.</summary>
    public static List<byte[]> Entries(int count) => [.. Enumerable.Range(0, count).Select(position => Bytes(Entry(position)))];

    public static PublicEntry Entry(int position)
    {
        var (four, place) = (position / 4, position % 4);
        var stream = CaseIds.Prefix + new Guid(four, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)(place % 2));
        var fact = SampleFacts.Named(place < 2 ? "request.submitted.v1" : "delivery.completed.v1");
        var id = new Guid(position, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return PublicEntries.Of(new LeafIndex(position), id, stream, new StreamVersion((place / 2) + 1), fact);
    }

    public static byte[] Bytes(PublicEntry entry) => SampleFacts.Bytes(entry);

    public static TestLog Of(IReadOnlyList<byte[]> entries)
    {
        var log = new TestLog();
        log.Write(entries);
        return log;
    }

    /// <summary>Writes all files of the log; what was there before stays where it is not written over.</summary>
    public void Write(IReadOnlyList<byte[]> entries, params NoteSigner[] witnesses)
    {
        var size = new TreeSize(entries.Count);
        var changes = MerkleTree.Append(
            new TreeSize(0), _ => throw new InvalidOperationException(), [.. entries.Select(entry => Merkle.LeafHash(entry))], out var root);
        var hashes = changes.ToDictionary(change => (change.Level, change.Index), change => change.Hashes);
        foreach (var tile in Tile.ForSize(size))
        {
            Write(tile.Path, hashes[(tile.Level, tile.Index)]);
            if (tile.Level == 0)
            {
                Write(tile.EntriesPath, EntryBundle.Write([.. entries.Skip((int)tile.Index * Tile.FullWidth).Take(tile.Width)]));
            }
        }

        var text = new Checkpoint(Origin, size, root).Text;
        Write("checkpoint", new SignedNote(text, [signer.Sign(text), .. witnesses.Select(witness => witness.Cosign(text, 1))]).Write());
    }

    public void Write(string path, byte[] bytes) => folder.Write(path, bytes);

    public byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Root, path));

    public void Delete(string path) => File.Delete(Path.Combine(Root, path));

    /// <summary>Changes one byte of a file.</summary>
    public void Flip(string path, int offset)
    {
        var bytes = Read(path);
        bytes[offset] ^= 1;
        Write(path, bytes);
    }

    public Task<Outcome> Verify(params string[] more) => Run(VerifyCommand.Build(), ["--log", Root, "--vkey", Vkey, .. more]);

    public Task<Outcome> Replay(params string[] more) => Run(ReplayCommand.Build(), ["--log", Root, "--vkey", Vkey, .. more]);

    public static async Task<Outcome> Run(Command command, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await command.Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return new Outcome(code, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        signer.Dispose();
        folder.Dispose();
    }

    internal sealed record Outcome(int Code, string Output, string Error)
    {
        public void IsRight() => Assert.True(Code == 0 && Output.StartsWith("right: ", StringComparison.Ordinal), Output + Error);

        /// <summary>The log was found wrong, and this is the beginning of what is said.</summary>
        public void IsWrong(string beginning)
        {
            Assert.StartsWith($"wrong: {beginning}", Output, StringComparison.Ordinal);
            Assert.Equal(1, Code);
        }
    }
}
