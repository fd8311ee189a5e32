namespace Ledger.Catalogue;

/// <summary>Public codes of rules that hold for the catalogue. A code never changes its meaning. What the checks D1 to D4 and
/// U1 to U5 look for (late, incomplete, off-standard, too dear, too slow) is not refused: it has to be possible on the ledger
/// to be found there.</summary>
public static class CatalogueRules
{
    /// <summary>A new version takes effect later than the one before it, and an end lies after its beginning.</summary>
    public const string EffectiveOrder = "EFFECTIVE-ORDER";

    /// <summary>A service names a provider that is not registered, and is not its own platform.</summary>
    public const string UnknownProvider = "PROVIDER-UNKNOWN";

    /// <summary>The least price of a fee item is at most the largest.</summary>
    public const string FeeBand = "FEE-BAND";

    /// <summary>A step or code stands in its list once.</summary>
    public const string Repeated = "CODE-REPEATED";

    /// <summary>A parent or successor of a code stands in the same list, and chains of them end.</summary>
    public const string CodeChain = "CODE-CHAIN";

    /// <summary>A code that was published stays in every later version, where need be with its successor: old events carry it.</summary>
    public const string CodeLost = "CODE-LOST";

    /// <summary>The category of a standard stands in the list of categories in force.</summary>
    public const string UnknownCategory = "CATEGORY-UNKNOWN";

    /// <summary>The text of a regime is a JSON object in canonical form (RFC 8785), numbers whole.</summary>
    public const string RegimeForm = "REGIME-FORM";

    /// <summary>The hash is that of the text.</summary>
    public const string RegimeHash = "REGIME-HASH";
}
