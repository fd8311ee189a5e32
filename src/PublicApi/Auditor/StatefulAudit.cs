
namespace PublicApi.Auditor;

/// <summary>
/// An audit that goes on from a state: where the one before was interrupted, or, if only what is new is asked for, after what
/// the last whole one checked. What goes on proves as much as what was never interrupted: the tree of the entries that are
/// not read again has to be the one that was computed from them, and the checkpoint's has to grow from it.
/// </summary>
/// <param name="kept">Null when there is none yet.</param>
internal sealed class StatefulAudit(LogSource log, LogCheckpoint checkpoint, AuditState? kept, bool onlyNew)
{
    // A pass from the first entry on proves more than one that goes on after a state, never the other way round.
    private readonly AuditPass? pass = kept?.Pass is { } begun && (onlyNew ? begun.Size >= kept.Size : begun.Entries.FromTheStart) ? begun : null;

    /// <summary>How many entries are not read again.</summary>
    public long Start => From?.Size ?? 0;

    /// <summary>Whether the one before was interrupted and this goes on there.</summary>
    public bool GoesOn => pass is { Size: > 0 };

    private SeenTree? From => pass is not null ? SeenTree.Of(checkpoint) with { Size = pass.Size, Root = pass.Root }
        : onlyNew ? kept
        : null;

    private IReadOnlyList<SeenTree> Seen => kept is null ? [] : [kept, .. kept.Pass?.Seen ?? []];

    /// <summary>Runs to the end; gives the state after it.</summary>
    /// <param name="interrupted">Gets the state when the run is ended or the log cannot be read any further.</param>
    /// <exception cref="LogFaultException">The first thing that is wrong; the state stays as it was.</exception>
    /// <exception cref="FormatException">The state does not know the members' keys.</exception>
    public async Task<AuditState> Run(IProgress<long> progress, Func<AuditState, Task> interrupted, CancellationToken ct)
    {
        var checks = new EntryChecks(Before());
        var audit = new LogAudit(log, checkpoint, checks.Take, progress);
        try
        {
            await audit.Run(checkpoint.Size, From, Seen, ct);
        }
        catch (Exception reason) when (reason is OperationCanceledException or LogUnreadableException)
        {
            // Within a bundle the entries may be ahead of the tree; then there is nothing that could be gone on from.
            if (audit.Size.Value == Start + checks.Taken)
            {
                await interrupted((kept ?? AuditState.Nothing(checkpoint.Head.Origin)) with { Pass = SoFar(audit, checks) });
            }

            throw;
        }

        return AuditState.Of(checkpoint, checks.SoFar.Keys);
    }

    private EntriesSoFar Before() => pass is not null ? pass.Entries
        : onlyNew && kept is not null ? EntriesSoFar.None with { FromTheStart = kept.Size == 0, Keys = KeysOf(kept) }
        : EntriesSoFar.None;

    private static IReadOnlyList<string> KeysOf(AuditState kept) => kept.KeyEntries
        ?? throw new FormatException("The state was kept before members' signatures were checked; verify once without --only-new.");

    private AuditPass SoFar(LogAudit audit, EntryChecks checks) => new(
        audit.Size.Value,
        audit.Root,
        [.. Seen.Append(SeenTree.Of(checkpoint)).Where(seen => seen.Size >= audit.Size.Value).DistinctBy(seen => seen.Size)],
        checks.SoFar);
}
