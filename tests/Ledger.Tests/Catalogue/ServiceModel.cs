namespace Ledger.Tests.Catalogue;

/// <summary>The rules of one service written again as simply as can be: what may happen, and which price holds when.</summary>
internal sealed class ServiceModel
{
    private readonly Dictionary<string, DateTimeOffset> last = [];
    private readonly List<(int Order, int Version, DateTimeOffset From, DateTimeOffset? To)> prices = [];
    private readonly List<(int Order, DateTimeOffset From)> ends = [];
    private int order;

    public string? Owner { get; private set; }

    public DateTimeOffset? Withdrawn { get; private set; }

    public DateOnly Assured { get; private set; }

    public bool MayChange(string node) => Owner is not null && Withdrawn is null && (node == Owner || node == Given.Province);

    public bool Publish(string node, DateTimeOffset from, DateOnly assured)
    {
        if (Owner is not null)
        {
            return false;
        }

        (Owner, Assured, last["content"]) = (node, assured, from);
        return true;
    }

    /// <summary>A version of the content, the process or the commitment.</summary>
    public bool Next(string what, string node, DateTimeOffset from)
    {
        if (!MayChange(node) || (last.TryGetValue(what, out var before) && from <= before))
        {
            return false;
        }

        last[what] = from;
        return true;
    }

    public void Looked(DateOnly on) => Assured = on > Assured ? on : Assured;

    public bool Assure(string node, DateOnly on, DateOnly today)
    {
        if (!MayChange(node) || on < Assured || on > today)
        {
            return false;
        }

        Assured = on;
        return true;
    }

    public bool Withdraw(string node, DateTimeOffset from, DateTimeOffset now)
    {
        if (!MayChange(node) || from < now)
        {
            return false;
        }

        Withdrawn = from;
        return true;
    }

    public bool Price(string node, DateTimeOffset from, DateTimeOffset? to)
    {
        if ((to is { } end && end <= from) || !Next("price", node, from))
        {
            return false;
        }

        prices.Add((order++, prices.Count + 1, from, to));
        return true;
    }

    public bool EndPrice(string node, DateTimeOffset from, DateTimeOffset now)
    {
        if (!MayChange(node) || from < now || prices.Count == 0 || EndOf(prices[^1]) is { } end && end <= from)
        {
            return false;
        }

        ends.Add((order++, from));
        return true;
    }

    /// <summary>The version that took effect last, unless it has ended or was ended since.</summary>
    public int? PriceAt(DateTimeOffset instant)
    {
        var begun = prices.Where(price => price.From <= instant).ToList();
        return begun.Count == 0 || EndOf(begun[^1]) <= instant ? null : begun[^1].Version;
    }

    private DateTimeOffset? EndOf((int Order, int Version, DateTimeOffset From, DateTimeOffset? To) price) =>
        ends.Where(end => end.Order > price.Order).Select(end => (DateTimeOffset?)end.From).Append(price.To).Min();
}
