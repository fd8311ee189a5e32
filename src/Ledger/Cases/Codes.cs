namespace Ledger.Cases;

// The words a command may use where domain.md 5.5 lists them. Stored and public, so a word is never renamed.

/// <summary>Who bears the price of a service.</summary>
public static class Natures
{
    public const string PublicGood = "public_good";
    public const string Discounted = "discounted";
    public const string Market = "market";

    public static readonly IReadOnlySet<string> All = new HashSet<string> { PublicGood, Discounted, Market };
}

/// <summary>What a referral asks for (domain.md 5.1): to take the case over, to help with it, or to know of it.</summary>
public static class ReferralKinds
{
    public const string Transfer = "transfer";
    public const string CoDelivery = "co_delivery";
    public const string Information = "information";

    public static readonly IReadOnlySet<string> All = new HashSet<string> { Transfer, CoDelivery, Information };
}

/// <summary>What a delivery came to.</summary>
public static class Outcomes
{
    /// <summary>Only for imports whose source does not say.</summary>
    public const string NotStated = "not_stated";

    public const string Unresolved = "unresolved";

    /// <summary>What a node may state of its own delivery.</summary>
    public static readonly IReadOnlySet<string> Stated =
        new HashSet<string> { "resolved", "partially_resolved", Unresolved, "information_given", "not_needed" };
}

public static class DeliveryModes
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "onsite", "online", "phone", "activity" };
}

/// <summary>How the requester's word was taken: on a delivery or on a quote.</summary>
public static class ConsentMethods
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "call", "sms", "online", "onsite", "signature" };
}

/// <summary>What a call back came to.</summary>
public static class CallbackResults
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "solved", "unsolved", "not_reached" };
}

public static class PaymentMethods
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "transfer", "card", "cash", "voucher", "online" };
}

public static class SizeClasses
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "micro", "small", "medium", "large" };
}

/// <summary>What led to reopening a case.</summary>
public static class ReopenTriggers
{
    /// <summary>Only for imports: the source took its ending back.</summary>
    public const string Source = "source";

    /// <summary>What a node or the requester may give.</summary>
    public static readonly IReadOnlySet<string> Stated = new HashSet<string> { "requester", "callback", "audit" };
}
