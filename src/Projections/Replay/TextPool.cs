using System.Runtime.InteropServices;
using Projections.Cases;

namespace Projections.Replay;

/// <summary>
/// Keeps one copy of each text that many cases share: a million cases name a few thousand services, regions and months, and
/// with a copy each they would take three times the memory.
/// </summary>
internal sealed class TextPool
{
    // A log made to exhaust memory has texts that never repeat; those are not worth keeping.
    private const int LargestCount = 100_000;

    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    /// <summary>The same row; of the texts only the id is its own.</summary>
    public CaseView Share(CaseView view) => view with
    {
        Stage = One(view.Stage)!,
        ServiceCode = One(view.ServiceCode)!,
        ServiceName = One(view.ServiceName)!,
        CategoryCode = One(view.CategoryCode)!,
        Platform = One(view.Platform)!,
        OwnerNode = One(view.OwnerNode)!,
        ProviderId = One(view.ProviderId),
        RegionCode = One(view.RegionCode)!,
        Channel = One(view.Channel)!,
        Nature = One(view.Nature),
        SizeClass = One(view.SizeClass),
        IndustryCode = One(view.IndustryCode),
        Month = One(view.Month)!,
        OutcomeCode = One(view.OutcomeCode),
    };

    private string? One(string? text)
    {
        if (text is null || (texts.Count >= LargestCount && !texts.ContainsKey(text)))
        {
            return text;
        }

        ref var kept = ref CollectionsMarshal.GetValueRefOrAddDefault(texts, text, out _);
        return kept ??= text;
    }
}
