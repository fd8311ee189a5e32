using Ledger.Cases;
using Ledger.Catalogue.Brands;
using Ledger.Catalogue.Calendars;
using Ledger.Catalogue.CodeLists;
using Ledger.Catalogue.Regimes;
using Ledger.Catalogue.Services;
using Ledger.Catalogue.Standards;
using Ledger.Catalogue.Targets;
using Ledger.Registry.Agreements;
using Ledger.Registry.Enterprises;
using Ledger.Registry.NodeKeys;
using Ledger.Registry.Plans;
using Ledger.Governance;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;
using Ledger.Deciding;
using Ledger.Privacy.Accesses;
using Ledger.Privacy.Consents;
using Ledger.Privacy.Redactions;

namespace Ledger.Registry;

/// <summary>One kind of stream: what its ids begin with and what state its events lead to.</summary>
/// <param name="Prefix">Ids are this and a key, such as <c>platform-510100</c>.</param>
/// <param name="State">Its <see cref="StreamState{TSelf}"/>.</param>
/// <param name="Facts">What its events derive from.</param>
/// <param name="InNetwork">Decisions about other streams look at it: it stands in <see cref="Network"/>, and its events are
/// counted one by one.</param>
public sealed record Area(string Prefix, Type State, Type Facts, bool InNetwork)
{
    internal IRegister EmptyRegister { get; private init; } = null!;

    internal static Area Of<TState, TEvent>(string prefix, bool inNetwork)
        where TState : StreamState<TState>, new()
        where TEvent : LedgerEvent =>
        new(prefix, typeof(TState), typeof(TEvent), inNetwork) { EmptyRegister = Register<TState>.Empty };
}

/// <summary>Every kind of stream the ledger has.</summary>
public static class Areas
{
    public static readonly IReadOnlyList<Area> All =
    [
        Area.Of<CaseState, CaseEvent>("case-", inNetwork: false),
        Area.Of<PlatformState, PlatformEvent>(PlatformState.Prefix, inNetwork: true),
        Area.Of<ProviderState, ProviderEvent>(ProviderState.Prefix, inNetwork: true),
        Area.Of<NodeKeyState, NodeKeyEvent>(NodeKeyState.Prefix, inNetwork: true),
        Area.Of<AgreementState, AgreementEvent>(AgreementState.Prefix, inNetwork: true),
        Area.Of<EnterpriseState, EnterpriseEvent>(EnterpriseState.Prefix, inNetwork: false),
        Area.Of<PlanState, PlanEvent>(PlanState.Prefix, inNetwork: false),

        Area.Of<ServiceState, ServiceEvent>(ServiceState.Prefix, inNetwork: true),
        Area.Of<StandardState, StandardEvent>(StandardState.Prefix, inNetwork: true),
        Area.Of<CalendarState, CalendarEvent>(CalendarState.Prefix, inNetwork: true),
        Area.Of<RegimeState, RegimeEvent>(RegimeState.Prefix, inNetwork: true),
        Area.Of<BrandState, BrandEvent>(BrandState.Prefix, inNetwork: true),
        Area.Of<TargetState, TargetEvent>(TargetState.Prefix, inNetwork: false),
        Area.Of<CodeListState, CodeListEvent>(CodeListState.Prefix, inNetwork: true),
        .. GovernanceAreas.All,
        Area.Of<ConsentState, ConsentEvent>(ConsentState.Prefix, inNetwork: false),
        Area.Of<AccessState, AccessEvent>(AccessState.Prefix, inNetwork: false),
        Area.Of<RedactionState, RedactionEvent>(RedactionState.Prefix, inNetwork: false),
    ];

    /// <summary>A register of the area with no stream in it.</summary>
    internal static IRegister Initial(Area area) => area.EmptyRegister;

    /// <summary>The area whose streams have this state.</summary>
    public static Area For<TState>() => All.Single(area => area.State == typeof(TState));

    /// <exception cref="InvalidOperationException">The id belongs to no area.</exception>
    public static Area Of(string stream) =>
        All.FirstOrDefault(area => stream.StartsWith(area.Prefix, StringComparison.Ordinal))
        ?? throw new InvalidOperationException("The stream is of no known area.");
}
