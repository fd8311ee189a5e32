namespace PublicApi.Exports;

/// <summary>The tables that can be downloaded.</summary>
internal static class ExportViews
{
    public static readonly IReadOnlyList<ExportView> All =
        [.. RegistryExports.All, .. OfferExports.All, CaseExport.View, .. ResultExports.All, .. ComplianceExports.All];
}
