using Ledger.Deciding;

namespace Ledger.Catalogue.Services;

/// <summary>Ends the price of a fee item; a later version may bring it back.</summary>
/// <param name="EffectiveFrom">Now when left out; never in the past: what was quoted stays listed.</param>
public sealed record WithdrawFeeItem(string FeeItemCode, string ReasonCode, DateTimeOffset? EffectiveFrom = null) : Command<ServiceState>
{
    protected override Decision Decide(ServiceState state, Act act)
    {
        var from = CatalogueFields.EffectiveOrNow(EffectiveFrom, act);
        return ServiceChecks.MayChange(state, act)
            ?? Fields.Code("fee_item_code", FeeItemCode)
            ?? Fields.Code("reason_code", ReasonCode)
            ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
            ?? Fields.NotPast("effective_from", EffectiveFrom, act.Envelope)
            ?? Open(state, from)
            ?? Decision.Accept(new FeeItemWithdrawn(act.Envelope, FeeItemCode, from, ReasonCode));
    }

    private Decision? Open(ServiceState state, DateTimeOffset from) => !state.FeeItems.TryGetValue(FeeItemCode, out var versions)
        ? Decision.Refuse(CommonRules.NotFound, "There is no such fee item.", "没有该收费项目。")
        : versions[^1].To is not { } end || end > from
            ? null
            : Decision.Refuse(CommonRules.Stage, "The fee item ends by then already.", "该收费项目届时已终止。");
}
