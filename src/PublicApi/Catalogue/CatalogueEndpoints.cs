using Ledger.Catalogue.Brands;
using Ledger.Catalogue.Calendars;
using Ledger.Catalogue.CodeLists;
using Ledger.Catalogue.Regimes;
using Ledger.Catalogue.Standards;
using Ledger.Catalogue.Targets;
using PublicApi.Http;

namespace PublicApi.Catalogue;

/// <summary>Commands about what the network offers and by which rules. Those of the province are sent to the thing itself, for
/// the first version as for later ones: <c>POST /standards/{code}</c>, <c>/regimes/{id}</c>, <c>/brands/{id}</c>,
/// <c>/targets/{year}</c>, <c>/code-lists/{name}</c>, <c>/calendars/{year}</c>.</summary>
public static class CatalogueEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        ServiceEndpoints.Map(commands);
        commands.MapGroup("/standards").MapBegin<StandardState, AdoptStandard>();
        commands.MapGroup("/regimes").MapBegin<RegimeState, AdoptRegime>();
        commands.MapGroup("/brands").MapBegin<BrandState, AdoptBrandVersion>();
        commands.MapGroup("/targets").MapBegin<TargetState, SetKpiTarget>();
        commands.MapGroup("/code-lists").MapBegin<CodeListState, PublishCodeList>();
        commands.MapGroup("/calendars").MapBegin<CalendarState, PublishCalendar>();
    }
}
