using System.CommandLine;
using Ledger.Journal;
using Ledger.Transparency;
using Projections.Sequencing;
using Projections.Transparency;
using Projections.Witnessing;
using PublicApi.Auditor;
using PublicApi.Exports;

namespace PublicApi.Cli;

/// <summary>
/// <c>ledger restore FILE --vkey K</c>: fills an empty database with an exported public log, of which every entry, the tree
/// and the signatures are checked. The ledger is a mirror then: see <see cref="Mirror"/>.
/// </summary>
internal static class RestoreCommand
{
    public static Command Build()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file that export wrote." };
        var vkey = new Option<string>("--vkey") { Required = true, HelpName = "K", Description = "The public key of the log." };
        var policy = new Option<string?>("--policy") { HelpName = "FILE", Description = "Which witnesses must have signed (tlog-policy)." };
        var command = new Command("restore", "Restores an exported public log into an empty database, as a mirror that takes no commands.") { file, vkey, policy };
        command.SetAction(async (parsed, ct) =>
        {
            try
            {
                return await Run(parsed.GetRequiredValue(file).FullName, NoteVerifier.Parse(parsed.GetRequiredValue(vkey)), parsed.GetValue(policy), ct);
            }
            catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"Nothing was restored: {fault.Message.TrimEnd('.')}.");
                return 1;
            }
        });
        return command;
    }

    private static async Task<int> Run(string path, NoteVerifier key, string? policyFile, CancellationToken ct)
    {
        var rules = await VerifyCommand.ReadPolicy(policyFile, key, ct);
        var policy = policyFile is null ? LogPolicy.Without([key]) : LogPolicy.ForReaders(await File.ReadAllTextAsync(policyFile, ct), key);
        await using var file = File.OpenRead(path);
        using var lines = JsonLines.Read(file).GetEnumerator();
        var note = lines.MoveNext() ? ExportFile.ReadFirstLine(lines.Current) : throw new FormatException("the file is empty");
        if (rules.Check(note) is var verdict and not CheckpointVerdict.Valid)
        {
            throw new FormatException($"line 1: the checkpoint is not valid by this key and policy ({verdict})");
        }

        await Database.Migrate(ct);
        await using var owner = Roles.Connect(Database.ConnectionString, Roles.Owner);
        await using var connection = await owner.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        using var restore = new MirrorRestore(connection);
        await restore.Begin(ct);
        var checkpoint = Checkpoint.Parse(note.Text);
        await Take(lines, restore, checkpoint.Size.Value, ct);
        await restore.Finish(new OfferedCheckpoint(checkpoint, note, TimeProvider.System.GetUtcNow()), policy, ct);
        await transaction.CommitAsync(CancellationToken.None);
        Console.WriteLine($"restored: {checkpoint.Origin}, {checkpoint.Size} entries; this ledger is a mirror and takes no commands");
        return 0;
    }

    private static async Task Take(IEnumerator<byte[]> lines, MirrorRestore restore, long size, CancellationToken ct)
    {
        var checks = new EntryChecks(EntriesSoFar.None);
        var page = new List<byte[]>();
        var progress = new AuditProgress(Console.Error, TimeProvider.System, start: 0, size);
        var taken = 0L;
        bool more;
        do
        {
            more = lines.MoveNext();
            if (more)
            {
                page.Add(lines.Current);
            }

            if (page.Count == Sequencer.PageEvents || (!more && page.Count > 0))
            {
                await restore.Append([.. page.Chunk(Tile.FullWidth).SelectMany((bundle, i) => Check(bundle, taken + (i * Tile.FullWidth), checks))], ct);
                taken += page.Count;
                page.Clear();
                progress.Report(taken);
            }
        }
        while (more);
    }

    private static List<(PublicEntry Entry, byte[] Bytes, byte[] LeafHash)> Check(byte[][] page, long first, EntryChecks checks)
    {
        if (Array.FindIndex(page, line => line.Length > EntryBundle.LargestEntryBytes) is var large and >= 0)
        {
            throw Wrong(first + large, $"an entry has at most {EntryBundle.LargestEntryBytes} bytes");
        }

        var bundle = BundleReader.Read(new LogFile("export", EntryBundle.Write(page), MayGoOn: false), first, page.Length);
        if (bundle.Fault is { } fault)
        {
            throw Wrong(fault.Position ?? first, fault.Reason);
        }

        foreach (var entry in bundle.Entries)
        {
            try
            {
                checks.Take(entry.Entry);
            }
            catch (FormatException gap)
            {
                throw Wrong(entry.Entry.Position.Value, gap.Message);
            }
        }

        return [.. bundle.Entries.Select((entry, i) => (entry.Entry, page[i], entry.LeafHash))];
    }

    // The first line is the checkpoint.
    private static FormatException Wrong(long position, string reason) => new($"line {position + 2}, entry {position}: {reason}");
}
