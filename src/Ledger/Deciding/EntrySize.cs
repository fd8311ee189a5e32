using Ledger.Journal;
using Ledger.Transparency;

namespace Ledger.Deciding;

/// <summary>Refuses what would not fit the public log. An event too large for an entry would stop the sequencer; a signed
/// command stands in its entry a second time, as what was signed.</summary>
internal static class EntrySize
{
    // The longest numbers that an entry can have.
    private static readonly LeafIndex LastPosition = new((1L << 53) - 1);
    private static readonly StreamVersion LastVersion = new((1L << 53) - 1);

    public static Decision Check(Act act, Decision.Accepted accepted)
    {
        var json = new CanonicalJson();
        foreach (var fact in accepted.Events)
        {
            json.Clear();
            PublicEntries.Of(LastPosition, Guid.Empty, act.Stream, LastVersion, fact).WriteTo(json);
            if (json.Written.Length > PublicEntry.LargestBytes)
            {
                return Decision.Refuse(
                    CommonRules.EntrySize,
                    $"It is larger than a public entry can be: {PublicEntry.LargestBytes} bytes in all.",
                    $"内容超出公开条目的上限：合计 {PublicEntry.LargestBytes} 字节。");
            }
        }

        return accepted;
    }
}
