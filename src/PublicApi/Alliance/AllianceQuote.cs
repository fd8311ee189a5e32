using System.ComponentModel;
using GraphQL;
using Ledger.Alliance;
using Ledger.Cases;

namespace PublicApi.Alliance;

[Name("AllianceQuote")]
[Description("A quote, line by line. 报价及其明细。")]
public sealed class AllianceQuote
{
    private readonly FeeQuoted quoted;
    private readonly CaseHistory history;

    internal AllianceQuote(FeeQuoted quoted, CaseHistory history) => (this.quoted, this.history) = (quoted, history);

    [Id]
    [Description("Its id within the case. 报价编号。")]
    public string QuoteId => quoted.QuoteId.ToString();

    [Description("Its lines. 明细。")]
    public IEnumerable<AllianceFeeLine> Lines => quoted.Lines.Select(line => new AllianceFeeLine(line));

    [Description("The sum of its lines, in fen. 合计（分）。")]
    public long TotalFen => quoted.TotalFen;

    [Description("When it was given. 报价时间。")]
    public DateTimeOffset QuotedAt => quoted.Envelope.OccurredAt;

    [Description("Until when it can be agreed to and charged. 有效期至。")]
    public DateTimeOffset ValidUntil => quoted.ValidUntil;

    [Description("How the requester agreed: call, sms, online, onsite or signature; null while not agreed. 同意方式。")]
    public string? AgreedBy => history.Events.Select(stored => stored.Fact).OfType<FeeAgreed>()
        .LastOrDefault(agreed => agreed.QuoteId == quoted.QuoteId)?.Method;

    [Description("What was charged on it, in fen. 已据此收费（分）。")]
    public long ChargedFen => history.Events.Select(stored => stored.Fact).OfType<FeeCharged>()
        .Where(charged => charged.QuoteId == quoted.QuoteId).Sum(charged => charged.TotalFen);
}

[Name("AllianceFeeLine")]
[Description("One line of a quote. 报价的一行。")]
public sealed class AllianceFeeLine(FeeLine line)
{
    [Description("Code of the fee item. 收费项目代码。")]
    public string FeeItemCode => line.FeeItemCode;

    [Description("Version of the fee item. 收费项目版本。")]
    public int FeeItemVersion => line.FeeItemVersion;

    [Description("Quantity, in thousandths of the unit. 数量（千分之一单位）。")]
    public long QtyMilli => line.QtyMilli;

    [Description("The unit. 单位。")]
    public string Unit => line.Unit;

    [Description("Price of one unit, in fen. 单价（分）。")]
    public long UnitPriceFen => line.UnitPriceFen;

    [Description("Taken off the line, in fen. 折扣（分）。")]
    public long DiscountFen => line.DiscountFen;

    [Description("Why it was taken off, as a code. 折扣原因代码。")]
    public string? DiscountReason => line.DiscountReason;

    [Description("What the line comes to, in fen: quantity times price, half a fen up, less the discount. 行金额（分）。")]
    public long AmountFen => (long)(Fen.Gross(line) - line.DiscountFen);
}

[Name("AlliancePayment")]
[Description("A payment. 付款。")]
public sealed class AlliancePayment(FeePaid paid)
{
    [Description("The amount, in fen. 金额（分）。")]
    public long AmountFen => paid.AmountFen;

    [Description("When it was paid. 付款时间。")]
    public DateTimeOffset PaidAt => paid.Envelope.OccurredAt;

    [Description("transfer, card, cash, voucher or online. 付款方式。")]
    public string Method => paid.Method;
}
