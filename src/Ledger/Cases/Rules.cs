namespace Ledger.Cases;

/// <summary>Public codes of the rules that refuse a command. A code never changes its meaning; INV numbers are those of
/// domain.md 5.6, and <c>FIELD-…</c> codes are made by <see cref="Ledger.Deciding.Fields"/>.</summary>
public static class Rules
{
    /// <summary>INV-01: the first event of a case is request.submitted.</summary>
    public const string FirstEvent = "INV-01";

    /// <summary>INV-03: a command is possible only in the stages that the table of <see cref="CaseStages"/> gives it.</summary>
    public const string Stage = "INV-03";

    /// <summary>INV-04: at most one transfer of a case waits for its answer.</summary>
    public const string OneTransfer = "INV-04";

    /// <summary>INV-05: a node that is not the owner delivers only after it accepted a co-delivery referral.</summary>
    public const string DeliveringNode = "INV-05";

    /// <summary>INV-07: money is whole, non-negative fen; refunds stay within what was paid, payments within what was charged
    /// less what was waived.</summary>
    public const string Money = "INV-07";

    /// <summary>INV-08: a charge needs an agreed quote that is still valid, and stays within its total.</summary>
    public const string AgreedQuote = "INV-08";

    /// <summary>INV-09: a public-good service is not charged for.</summary>
    public const string PublicGood = "INV-09";

    /// <summary>INV-10: the requester rates a completed delivery once, from 1 to 5.</summary>
    public const string Rating = "INV-10";

    /// <summary>INV-04, second half: one node owns the case, and it alone acts on it; for the requester's own acts, the
    /// requester too.</summary>
    public const string Owner = "ACTOR-OWNER";

    /// <summary>A referral is answered by the node it is addressed to.</summary>
    public const string Addressee = "ACTOR-ADDRESSEE";

    /// <summary>An id stands for one referral, delivery or quote of a case for ever.</summary>
    public const string FreshId = "ID-REUSED";

    /// <summary>A referral is answered once, after it was offered.</summary>
    public const string OpenReferral = "REFERRAL-NOT-OPEN";

    /// <summary>A step of a delivery names the delivery that the case is at.</summary>
    public const string CurrentDelivery = "DELIVERY-NOT-CURRENT";

    /// <summary>The total of a quote or charge is the sum of its lines.</summary>
    public const string FeeTotal = "FEE-TOTAL";

    /// <summary>A source's account changes only a case that was imported.</summary>
    public const string NotImported = "IMPORT-NOT-IMPORTED";
}
