using System.Globalization;
using Ledger.Deciding;

namespace Ledger.Registry.Enterprises;

/// <summary>Computes an enterprise's size class from its figures; by its owner or the province. The figures go to the vault.</summary>
/// <param name="Industry">One of <see cref="SizeClass.Industries"/>.</param>
/// <param name="Employees">Whole number in decimal digits; like the others needed only where the industry's row lists it.</param>
/// <param name="RevenueFen">Of the year, whole fen in decimal digits.</param>
/// <param name="AssetsFen">In total, whole fen in decimal digits.</param>
public sealed record ClassifySize(Confidential Industry, Confidential? Employees, Confidential? RevenueFen, Confidential? AssetsFen)
    : Command<EnterpriseState>
{
    /// <summary>Of a sole trader no size is kept: it is treated as a person.</summary>
    public const string SoleTrader = "ENTERPRISE-SOLE-TRADER";

    protected override Decision Decide(EnterpriseState state, Act act) =>
        Authority.Exists(state)
        ?? Authority.OwnerOrProvince(act, state.OwnerNode)
        ?? (state.IsSoleTrader
            ? Decision.Refuse(SoleTrader, "Of a sole trader no size class is kept.", "个体工商户不记录规模类型。")
            : null)
        ?? Fields.OneOf("industry", Industry.Value, SizeClass.Industries)
        ?? Whole("employees", Employees)
        ?? Whole("revenue_fen", RevenueFen)
        ?? Whole("assets_fen", AssetsFen)
        ?? Classified(act);

    private Decision Classified(Act act)
    {
        var inputs = new SizeInputs(Industry.Value, Number(Employees), Number(RevenueFen), Number(AssetsFen));
        return SizeClass.Of(inputs) is { } sizeClass
            ? Decision.Accept(new EnterpriseSizeClassified(
                act.Envelope, sizeClass, SizeClass.Method, act.Seal("inputs", act.Stream, new Confidential(inputs.Text))))
            : Fields.Refuse("inputs", "has to have every measure that the rule lists for the industry", "须提供该行业划型标准所列的全部指标");
    }

    private static Decision? Whole(string field, Confidential? value) => value is null || Number(value) is not null
        ? null
        : Fields.Refuse(field, "has to be a whole number, zero or more, in decimal digits", "须为十进制非负整数");

    private static long? Number(Confidential? value) =>
        long.TryParse(value?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
