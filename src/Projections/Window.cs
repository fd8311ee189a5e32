namespace Projections;

/// <summary>Which items of an ordered list are asked for: those between two places, from the beginning or from the end.</summary>
/// <param name="After">Only what follows on this place; null from the beginning.</param>
/// <param name="Before">Only what comes before this place; null to the end.</param>
/// <param name="Limit">At most so many.</param>
/// <param name="FromEnd">The last of them, and these in falling order.</param>
public sealed record Window<TPlace>(TPlace? After, TPlace? Before, int Limit, bool FromEnd = false)
    where TPlace : class;
