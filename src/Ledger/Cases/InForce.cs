using Ledger.Catalogue.Calendars;
using Ledger.Catalogue.Services;
using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Cases;

/// <summary>What the catalogue said at the instant that a case froze (INV-06). The instant is that of the business: a late
/// record is judged by what was in force when it happened.</summary>
internal static class InForce
{
    /// <summary>When a promised limit passes; null where nothing is promised or a calendar is missing.</summary>
    public static DateTimeOffset? Due(Network network, DateTimeOffset begin, int workingDays) =>
        workingDays > 0 ? WorkingDays.Due(network, begin, workingDays) : null;

    /// <summary>What the case was accepted as; <see cref="StreamState{TSelf}.Initial"/> where it never was.</summary>
    public static ServiceState AcceptedService(CaseState state, Network network) => state.Acceptance is { } acceptance
        ? network.Find<ServiceState>(ServiceState.StreamOf(acceptance.ServiceCode))
        : ServiceState.Initial;

    /// <summary>The category of the accepted version; what the requester named while there is none.</summary>
    public static string Category(CaseState state, Network network) => AcceptedService(state, network).Versions
        .Find(version => version.Version == state.Acceptance!.ServiceVersion)?.Value.CategoryCode ?? state.CategoryCode;

    /// <summary>Every line names an item of the accepted service, in the version in force when the quote was made.</summary>
    public static Decision? FeeItems(CaseState state, IReadOnlyList<FeeLine> lines, Act act)
    {
        var service = AcceptedService(state, act.Network);
        return lines.All(line => service.FeeItemAt(line.FeeItemCode, act.Envelope.OccurredAt)?.Version == line.FeeItemVersion)
            ? null
            : Decision.Refuse(
                Rules.InForce,
                "A line names a fee item, or a version of it, that the accepted service does not list at this time.",
                "某行的收费项目或其版本此时不在已受理服务的收费清单中。");
    }
}
