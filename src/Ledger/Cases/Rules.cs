namespace Ledger.Cases;

/// <summary>Public codes of the rules that refuse a command. A code never changes its meaning; INV numbers are those of
/// domain.md 5.6, and <c>FIELD-…</c> codes are made by <see cref="Ledger.Deciding.Fields"/>.
/// <para>Refused at append (H): INV-01 to INV-11, 13, 14 and 20. INV-02 is the expected version and the unique index of the
/// journal; INV-11 holds since an approval by silence makes no rating; INV-14 since a confidential value has no written form.
/// Left to the checks (S): late recording (INV-12; only a time in the future is refused), missing outcomes (INV-16), spending of
/// funds (INV-17), and what the disclosures ask: prices above the list, reductions not applied, missed clocks, too many
/// hops, referrals that nobody answered in time.</para></summary>
public static class Rules
{
    /// <summary>INV-01: the first event of a case is request.submitted.</summary>
    public const string FirstEvent = "INV-01";

    /// <summary>INV-03: a command is possible only in the stages that it names itself (<see cref="CaseCommand.Possible"/>).</summary>
    public const string Stage = "INV-03";

    /// <summary>INV-04: at most one transfer of a case waits for its answer.</summary>
    public const string OneTransfer = "INV-04";

    /// <summary>INV-05: another than the owner delivers only after it accepted a co-delivery referral, and under an agreement
    /// in force.</summary>
    public const string DeliveringNode = "INV-05";

    /// <summary>INV-06: service, process, commitment and fee items are those in force at the instant that is frozen.</summary>
    public const string InForce = "INV-06";

    /// <summary>INV-07: money is whole, non-negative fen; refunds stay within what was paid, payments within what was charged
    /// less what was waived.</summary>
    public const string Money = "INV-07";

    /// <summary>INV-08: a charge needs an agreed quote that is still valid, and stays within its total.</summary>
    public const string AgreedQuote = "INV-08";

    /// <summary>INV-09: a public-good service is not charged for.</summary>
    public const string PublicGood = "INV-09";

    /// <summary>INV-10: the requester rates a completed delivery once, from 1 to 5.</summary>
    public const string Rating = "INV-10";

    /// <summary>INV-20: a frozen clock is never rewritten; an extension sets a later one beside it.</summary>
    public const string FrozenClock = "INV-20";

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

    /// <summary>What happens by itself is recorded by the system.</summary>
    public const string SystemOnly = "ACTOR-SYSTEM";

    /// <summary>What happens by itself happens after its time has passed.</summary>
    public const string NotYetDue = "NOT-YET-DUE";

    /// <summary>The first contact is recorded once.</summary>
    public const string Contacted = "CONTACT-RECORDED";

    /// <summary>A rating of 1 or 2 is put right once at a time.</summary>
    public const string Rectification = "RECTIFICATION";

    /// <summary>A fee is disputed after it was charged, once at a time.</summary>
    public const string FeeDispute = "FEE-DISPUTE";

    /// <summary>A source's account changes only a case that was imported.</summary>
    public const string NotImported = "IMPORT-NOT-IMPORTED";
}
