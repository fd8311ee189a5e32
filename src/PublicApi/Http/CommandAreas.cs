using PublicApi.Cases;
using PublicApi.Catalogue;
using PublicApi.Governance;
using PublicApi.Members;
using PublicApi.Privacy;
using PublicApi.Registry;
using PublicApi.Webhooks;

namespace PublicApi.Http;

/// <summary>Every area's commands, for members only.</summary>
internal static class CommandAreas
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var commands = routes.MapGroup("");
        routes.ServiceProvider.GetRequiredService<RequireMember>().Around(commands);
        CaseEndpoints.Map(commands);
        PlatformEndpoints.Map(commands);
        PlanEndpoints.Map(commands);
        ProviderEndpoints.Map(commands);
        NodeKeyEndpoints.Map(commands);
        AgreementEndpoints.Map(commands);
        EnterpriseEndpoints.Map(commands);
        CatalogueEndpoints.Map(commands);
        GovernanceEndpoints.Map(commands);
        PrivacyServices.Map(commands);
        CommandBatch.Map(commands);
        WebhookEndpoints.Map(commands);
    }
}
