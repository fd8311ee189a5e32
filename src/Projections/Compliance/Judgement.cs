using Projections.Compliance.Facts;
using Projections.Compliance.Months;

namespace Projections.Compliance;

/// <summary>What the checks of one judgement of a month ask for in common, each found once.</summary>
/// <param name="facts">They do not change as long as this is used.</param>
internal sealed class Judgement(NetworkFacts facts, Month month)
{
    /// <summary>An entry of the catalogue that says where to go is no service that is delivered.</summary>
    private const string Guide = "guide";

    private readonly Dictionary<long, MonthCount> counts = [];

    public NetworkFacts Facts => facts;

    public Month Month => month;

    /// <summary>Services in force at any instant of the month, guides left out.</summary>
    public IReadOnlyList<StandingService> Services => field ??=
    [
        .. facts.Services.Values
            .Select(service => service.LastIn(month) is var (version, at) ? new StandingService(service, version, at) : null)
            .OfType<StandingService>()
            .Where(service => service.Content.FindText("nature") != Guide),
    ];

    /// <summary>Every line charged in the month.</summary>
    /// <exception cref="FormatException">An entry lacks a field of its type.</exception>
    public IReadOnlyList<ChargedLine> Charged => field ??= [.. ChargedLine.In(facts, month)];

    /// <summary>The published figures.</summary>
    /// <param name="size">Of the log then.</param>
    /// <exception cref="FormatException">An entry lacks a field of its type.</exception>
    public MonthCount CountAt(long size)
    {
        lock (counts)
        {
            if (!counts.TryGetValue(size, out var count))
            {
                counts[size] = count = new MonthCount(facts, month, size);
            }

            return count;
        }
    }
}
