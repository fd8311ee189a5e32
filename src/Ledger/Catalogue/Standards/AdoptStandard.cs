using Ledger.Cases;
using Ledger.Catalogue.CodeLists;
using Ledger.Catalogue.Services;
using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Catalogue.Standards;

/// <summary>Adopts a standard or a new version of it, by the province.</summary>
/// <param name="CategoryCode">Left out for the network's own standard, and only for it. In the list of service categories,
/// where there is one.</param>
/// <param name="AcceptWithinWorkingDays">Longest promise a service may make; 0 where none is set; so the other two.</param>
/// <param name="EffectiveFrom">Now when left out; later than that of the version before.</param>
public sealed record AdoptStandard(
    string Name,
    string? CategoryCode,
    string? Nature,
    int AcceptWithinWorkingDays,
    int FirstContactWithinWorkingDays,
    int CompleteWithinWorkingDays,
    long? FeeCapFen,
    int DiscountMinimumBasisPoints,
    string? ResolutionId = null,
    DateTimeOffset? EffectiveFrom = null) : Command<StandardState>
{
    protected override Decision Decide(StandardState state, Act act)
    {
        var from = CatalogueFields.EffectiveOrNow(EffectiveFrom, act);
        return Authority.Province(act)
            ?? Fields.Name("name", Name)
            ?? Category(act)
            ?? Fields.OptionalOneOf("nature", Nature, ServiceNatures.All)
            ?? CatalogueFields.WorkingDays("accept_within_working_days", AcceptWithinWorkingDays)
            ?? CatalogueFields.WorkingDays("first_contact_within_working_days", FirstContactWithinWorkingDays)
            ?? CatalogueFields.WorkingDays("complete_within_working_days", CompleteWithinWorkingDays)
            ?? Fields.Number("fee_cap_fen", FeeCapFen ?? 0, 0, Fen.Largest)
            ?? CatalogueFields.BasisPoints("discount_minimum_basis_points", DiscountMinimumBasisPoints)
            ?? CatalogueFields.OptionalResolution("resolution_id", ResolutionId)
            ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
            ?? CatalogueFields.InOrder(state.Versions, from)
            ?? Decision.Accept(new StandardAdopted(
                act.Envelope, state.Versions.Count + 1, Name, CategoryCode, ResolutionId, Nature, AcceptWithinWorkingDays,
                FirstContactWithinWorkingDays, CompleteWithinWorkingDays, FeeCapFen, DiscountMinimumBasisPoints, from));
    }

    private Decision? Category(Act act)
    {
        if (act.Stream == StandardState.NetworkStream)
        {
            return CategoryCode is null
                ? null
                : Fields.Refuse("category_code", "is left out for the network's own standard", "全网通用规范不填写");
        }

        var categories = act.Network.Find<CodeListState>(CodeListState.ServiceCategories).At(act.Envelope.RecordedAt);
        return Fields.Code("category_code", CategoryCode)
            ?? (categories is null || categories.Value.Contains(CategoryCode!)
                ? null
                : Decision.Refuse(
                    CatalogueRules.UnknownCategory, "The category is not in the list of service categories.", "该类别不在服务类别代码表中。"));
    }
}
