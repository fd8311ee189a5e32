namespace Projections.Disclosures;

/// <summary>How many of the active services publish what, at an instant (domain.md 1.5).</summary>
/// <param name="Platform">Code; null for the whole network.</param>
/// <param name="PlatformName">Null for the whole network.</param>
/// <param name="Active">Services with a version in force at an open platform: the denominator of the others.</param>
/// <param name="Complete">With every required field of the content.</param>
/// <param name="WithProcess">With a process in force.</param>
/// <param name="WithFees">With a fee item in force, be it one that is free.</param>
/// <param name="WithCommitment">With all three clocks and a redress contact promised.</param>
public sealed record OfferRates(
    string? Platform, string? PlatformName, long Active, long Complete, long WithProcess, long WithFees, long WithCommitment)
{
    public static readonly OfferRates OfNetwork = new(null, null, 0, 0, 0, 0, 0);

    /// <summary>With one active service more.</summary>
    public OfferRates With(Offer offer) => this with
    {
        Active = Active + 1,
        Complete = Complete + One(OfferGaps.OfContent(offer).Count == 0),
        WithProcess = WithProcess + One(offer.Process is not null),
        WithFees = WithFees + One(offer.Fees.Count > 0),
        WithCommitment = WithCommitment + One(IsPromised(offer)),
    };

    private static bool IsPromised(Offer offer) => !OfferGaps.OfCommitment(offer).Any(missing => missing != "quality");

    private static long One(bool condition) => condition ? 1 : 0;
}
