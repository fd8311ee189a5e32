using System.ComponentModel;
using System.Globalization;
using GraphQL;
using Projections.Disclosures;
using Projections.FeeItems;
using PublicApi.GraphQL;

namespace PublicApi.Disclosures;

[Name("FeeItem")]
[Description("A price that may be charged, or the promise that something is free (HSDS: cost_option). 一项收费标准，或免费承诺。")]
public sealed class PublicFeeItem : PublicVersion
{
    private readonly FeeItemVersion item;

    internal PublicFeeItem(FeeItemVersion item)
        : base(item) => this.item = item;

    [Description("Code of the fee item. 收费项目编码。")]
    public string FeeItemCode => item.FeeItemCode;

    [Description("What one of it is, such as 次. 计费单位。")]
    public string Unit => item.Unit;

    [Description("Least unit price, in fen. 最低单价（分）。")]
    public long MinFen => item.MinFen;

    [Description("Least unit price, in yuan of 2 decimals. 最低单价（元，两位小数）。")]
    public string MinYuan => Yuan(item.MinFen);

    [Description("Largest unit price, in fen; the least one for a fixed price. 最高单价（分）；固定价格时与最低单价相同。")]
    public long MaxFen => item.MaxFen;

    [Description("Largest unit price, in yuan of 2 decimals. 最高单价（元，两位小数）。")]
    public string MaxYuan => Yuan(item.MaxFen);

    [Description("Whether nothing may be charged. 是否免费。")]
    public bool IsFree => item.MaxFen == 0;

    [Description("The rule or document that the price rests on. 收费依据。")]
    public string Basis => item.Basis;

    [Description("What small and micro enterprises pay less, in hundredths of a percent. 小微企业优惠幅度（万分比）。")]
    public long SmallMicroDiscountBasisPoints => item.SmallMicroDiscountBasisPoints;

    [Description("Required fields that are empty, by their names in the entries. 缺失的必填项（按条目字段名）。")]
    public IEnumerable<string> Missing => OfferGaps.OfFee(item);

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}

[Name("FeeStandard")]
[Description("Disclosure D3: what a service may cost. 收费标准公开（D3）。")]
public sealed class PublicFeeStandard : Disclosed
{
    private readonly Offer offer;

    internal PublicFeeStandard(Offer offer)
        : base(offer) => this.offer = offer;

    [Description("public_good, discounted, market or guide. 公益、优惠、市场化或办事指南。")]
    public string Nature => offer.Shown?.Content.Nature ?? "";

    [Complexity(1, 5)]
    [Description("The prices in force, in order of code. 生效的收费项目，按编码排列。")]
    public IEnumerable<PublicFeeItem> Items => offer.Fees.Select(item => new PublicFeeItem(item));

    [Description("Required fields that are empty, by their names in the entries; fee_items where no price is in force. 缺失的必填项；无生效收费项目时为 fee_items。")]
    public IEnumerable<string> Missing => OfferGaps.OfFees(offer);
}

[Name("FeeStandardEdge")]
[Description("A service's prices and their place. 收费标准及其游标。")]
public sealed class FeeStandardEdge(Offer offer) : Edge<PublicFeeStandard>(() => Cursors.OfCode(offer.Service.Code), new PublicFeeStandard(offer));

[Name("FeeStandardConnection")]
[Description("A page of services' prices, in order of code. 按服务代码排列的一页收费标准。")]
public sealed class FeeStandardConnection(Moment moment, Page<FeeStandardEdge> page) : DisclosureConnection<PublicFeeStandard, FeeStandardEdge>("D3", moment, page);
