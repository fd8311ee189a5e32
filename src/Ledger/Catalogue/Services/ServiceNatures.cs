using Ledger.Cases;

namespace Ledger.Catalogue.Services;

/// <summary>Who bears the price of a service: as of a case, and one more.</summary>
public static class ServiceNatures
{
    /// <summary>Information about an administrative item; nothing is delivered or charged.</summary>
    public const string Guide = "guide";

    public static readonly IReadOnlySet<string> All = new HashSet<string>(Natures.All) { Guide };
}
