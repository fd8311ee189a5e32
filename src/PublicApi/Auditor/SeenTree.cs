using System.Text;
using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>A tree that the log once showed; it cannot take it back.</summary>
/// <param name="Checkpoint">The signed note: with it anyone can be shown that the log did sign this.</param>
internal record SeenTree(string Origin, long Size, byte[] Root, string Checkpoint)
{
    public static SeenTree Of(LogCheckpoint checkpoint) => Of(checkpoint.Head, checkpoint.Note);

    /// <exception cref="FormatException">The note is no checkpoint.</exception>
    public static SeenTree Parse(byte[] note) =>
        Of(Ledger.Transparency.Checkpoint.Parse(SignedNote.Parse(note).Text), Encoding.UTF8.GetString(note));

    /// <exception cref="LogFaultException">The checkpoint alone shows that the log is not the one of this state any more.</exception>
    public void CheckNotSmaller(LogCheckpoint now)
    {
        if (now.Head.Origin != Origin)
        {
            throw new LogFaultException(LogSource.CheckpointPath, $"it is of the log {now.Head.Origin}, and the state of {Origin}");
        }

        if (now.Size.Value < Size)
        {
            throw new LogFaultException(
                LogSource.CheckpointPath,
                $"the log has {now.Size} entries, and had {Size} when the state was kept: entries were taken away", now.Size.Value);
        }

        if (now.Size.Value == Size)
        {
            CheckRoot(now.Head.Root, LogSource.CheckpointPath);
        }
    }

    /// <param name="root">The root that the log now has at the size of this state.</param>
    /// <param name="path">The file that says so.</param>
    public void CheckRoot(byte[] root, string path)
    {
        if (!root.AsSpan().SequenceEqual(Root))
        {
            throw new LogFaultException(
                path,
                $"the first {Size} entries have the root {Convert.ToBase64String(root)}, and had {Convert.ToBase64String(Root)} when the "
                + "state was kept: the log was rewritten");
        }
    }

    private static SeenTree Of(Checkpoint head, string note) => new(head.Origin, head.Size.Value, head.Root, note);
}
