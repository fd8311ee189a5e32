using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>What the log says about one provider.</summary>
public sealed class ProviderFacts(string code)
{
    private readonly List<(DateTimeOffset From, bool Admitted)> membership = [];

    /// <summary>Its unified social credit code.</summary>
    public string Code { get; } = code;

    public PublicEntry? Registered { get; private set; }

    public PublicEntry? Verified { get; private set; }

    public bool IsMemberAt(DateTimeOffset instant) =>
        membership.Where(change => change.From <= instant).OrderBy(change => change.From).LastOrDefault().Admitted;

    internal void Add(PublicEntry entry)
    {
        switch (entry.Type)
        {
            case "provider.registered": Registered = entry; break;
            case "provider.identity_verified": Verified = entry; break;
            case "alliance.admitted" or "alliance.reinstated": membership.Add((entry.Fields.RequireInstant("effective_from"), true)); break;
            case "alliance.suspended" or "alliance.exited" or "alliance.expelled":
                membership.Add((entry.Fields.RequireInstant("effective_from"), false));
                break;
        }
    }
}
