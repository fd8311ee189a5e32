using Ledger.Cases;
using Ledger.Catalogue.Brands;
using Ledger.Catalogue.Calendars;
using Ledger.Catalogue.CodeLists;
using Ledger.Catalogue.Regimes;
using Ledger.Catalogue.Services;
using Ledger.Catalogue.Standards;
using Ledger.Catalogue.Targets;
using Ledger.Governance.Baselines;
using Ledger.Governance.Campaigns;
using Ledger.Privacy.Consents;
using Ledger.Registry;
using Ledger.Registry.Agreements;
using Ledger.Registry.Enterprises;
using Ledger.Registry.NodeKeys;
using Ledger.Registry.Plans;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;
using Ledger.Tests.Cases;
using Ledger.Tests.Catalogue;
using Ledger.Tests.Governance;
using Ledger.Tests.Privacy;

namespace Ledger.Tests.Registry;

public sealed class AreaModelTests
{
    // Areas whose models say more than one command at a time, and the tests that play them.
    private static readonly Dictionary<Type, Type> Others = new()
    {
        [typeof(CaseState)] = typeof(CasePropertyTests),
        [typeof(PlatformState)] = typeof(RegistryPropertyTests),
        [typeof(ProviderState)] = typeof(RegistryPropertyTests),
        [typeof(AgreementState)] = typeof(RegistryPropertyTests),
        [typeof(EnterpriseState)] = typeof(RegistryPropertyTests),
        [typeof(PlanState)] = typeof(RegistryPropertyTests),
        [typeof(NodeKeyState)] = typeof(NodeKeyModelTests),
        [typeof(ServiceState)] = typeof(ServicePropertyTests),
        [typeof(StandardState)] = typeof(VersionsPropertyTests),
        [typeof(RegimeState)] = typeof(VersionsPropertyTests),
        [typeof(BrandState)] = typeof(VersionsPropertyTests),
        [typeof(CodeListState)] = typeof(VersionsPropertyTests),
        [typeof(TargetState)] = typeof(VersionsPropertyTests),
        [typeof(CalendarState)] = typeof(VersionsPropertyTests),
        [typeof(ConsentState)] = typeof(PrivacyDecisionTests),

        // Of one generic model.
        [typeof(CampaignState)] = typeof(UndertakingModelTests),
        [typeof(BaselineState)] = typeof(UndertakingModelTests),
    };

    [Fact]
    public void Every_area_has_a_model_that_random_commands_are_held_against()
    {
        var played = typeof(AreaModelTests).Assembly.GetTypes()
            .Where(type => type.BaseType is { IsGenericType: true } model && model.GetGenericTypeDefinition() == typeof(Model<>))
            .SelectMany(type => type.IsGenericTypeDefinition ? [] : type.BaseType!.GetGenericArguments());

        Assert.Equal(
            Areas.All.Select(area => area.State.Name).Order(), played.Concat(Others.Keys).Select(state => state.Name).Distinct().Order());
        Assert.All(Others.Values, test => Assert.Contains(
            test.GetMethods(), method => method.GetCustomAttributes(typeof(FsCheck.Xunit.PropertyAttribute), inherit: true).Length > 0));
    }
}
