using Projections.FeeItems;

namespace Projections.Disclosures;

/// <summary>
/// The fields that the disclosures D1 to D4 require (domain.md 1.5) and that are empty in a service as it stands, by the names
/// that they have in the public entries. An empty list is missing too: "none" or "all" has to be said,
/// save of industries, where it says that any is served, as GB/T 4754 has no code for all of them.
/// </summary>
public static class OfferGaps
{
    /// <summary>D1, of a service with a version in force.</summary>
    public static IReadOnlyList<string> OfContent(Offer offer) => offer.Version?.Content is not { } content ? ["content"] : Names(
        ("name", content.Name.Length == 0),
        ("category_code", content.CategoryCode.Length == 0),
        ("standard_code", content.StandardCode.Length == 0),
        ("standard_version", content.StandardVersion == 0),
        ("provider_id", content.ProviderId.Length == 0),
        ("provider_name", string.IsNullOrEmpty(offer.ProviderName)),
        ("nature", content.Nature.Length == 0),
        ("size_classes", content.SizeClasses.IsEmpty),
        ("region_codes", content.RegionCodes.IsEmpty),
        ("conditions", content.Conditions.Length == 0),
        ("materials", content.Materials.IsEmpty),
        ("channels", content.Channels.IsEmpty),
        ("contact", content.Contact.Length == 0));

    /// <summary>D2. A role is missing where any step lacks it; limits, inputs and outputs where no step has any.</summary>
    public static IReadOnlyList<string> OfProcess(Offer offer) => offer.Process is not { } process ? ["process"] : Names(
        ("steps", process.Steps.IsEmpty),
        ("responsible_role", process.Steps.Any(step => step.ResponsibleRole.Length == 0)),
        ("limit_working_days", process.Steps.All(step => step.LimitWorkingDays == 0)),
        ("inputs", process.Steps.All(step => step.Inputs.IsEmpty)),
        ("outputs", process.Steps.All(step => step.Outputs.IsEmpty)),
        ("referral_rule", process.ReferralRule.Length == 0),
        ("complaint_path", process.ComplaintPath.Length == 0));

    /// <summary>D3: the same of each fee item, or that there is none, not even one that is free.</summary>
    public static IReadOnlyList<string> OfFees(Offer offer) =>
        offer.Fees is { Count: > 0 } fees ? [.. fees.SelectMany(OfFee).Distinct()] : ["fee_items"];

    public static IReadOnlyList<string> OfFee(FeeItemVersion item) =>
        Names(("unit", item.Unit.Length == 0), ("basis", item.Basis.Length == 0));

    /// <summary>D4.</summary>
    public static IReadOnlyList<string> OfCommitment(Offer offer) => offer.Commitment is not { } promise ? ["commitment"] : Names(
        ("accept_within_working_days", promise.AcceptWithinWorkingDays == 0),
        ("first_contact_within_working_days", promise.FirstContactWithinWorkingDays == 0),
        ("complete_within_working_days", promise.CompleteWithinWorkingDays == 0),
        ("quality", promise.Quality.Length == 0),
        ("redress_contact", promise.RedressContact.Length == 0));

    private static List<string> Names(params ReadOnlySpan<(string Name, bool IsMissing)> fields)
    {
        var names = new List<string>();
        foreach (var (name, isMissing) in fields)
        {
            if (isMissing)
            {
                names.Add(name);
            }
        }

        return names;
    }
}
