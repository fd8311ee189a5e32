using Ledger.Governance.Inspections;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands about inspections: <c>POST /inspections/{key}</c> opens one.</summary>
public static class InspectionEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var inspections = commands.MapGroup("/inspections");
        inspections.MapBegin<InspectionState, OpenInspection>();
        inspections.MapChange<InspectionState, DrawSample>("sample");
        inspections.MapChange<InspectionState, RecordFinding>("findings");
        inspections.MapChange<InspectionState, RectifyFinding>("rectify");
        inspections.MapChange<InspectionState, CloseInspection>("close");
    }
}
