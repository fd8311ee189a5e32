using System.Text;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;

namespace Ledger.Alliance;

/// <summary>What an event says to the members concerned and not to the public.</summary>
public static class AllianceFields
{
    /// <summary>Its fields of class alliance, as canonical JSON (RFC 8785); what has no value is left out.</summary>
    public static string Write(LedgerEvent fact)
    {
        var json = new CanonicalJson();
        EventCatalogue.For(fact).Alliance(fact).WriteTo(json);
        return Encoding.UTF8.GetString(json.Written);
    }
}
