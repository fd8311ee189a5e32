using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>How much one entry adds to one figure of the platform that answers for it.</summary>
/// <param name="Index">Place of the entry in the case.</param>
internal readonly record struct Contribution(string Node, string Code, long Amount, CaseFacts Case, int Index)
{
    public KeptEntry Entry => Case.Entries[Index];

    /// <summary>What has been recorded since the log had so many entries and made it what it is.</summary>
    public IEnumerable<ChangeReason> Since(long size)
    {
        var index = Index;
        return Case.Corrections.Where(one => one.Index == index && one.By.Position.Value >= size)
            .Select(one => ChangeReason.Of(ChangeReason.Correction, one.By))
            .Concat(Entry.Position.Value >= size ? [ChangeReason.Of(ChangeReason.LateEntry, Entry)] : []);
    }
}
