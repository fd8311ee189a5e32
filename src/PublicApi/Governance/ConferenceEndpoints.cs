using Ledger.Governance.Conferences;
using PublicApi.Http;

namespace PublicApi.Governance;

/// <summary>Commands about joint conferences: <c>POST /conferences/{key}</c> convenes one.</summary>
public static class ConferenceEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var conferences = commands.MapGroup("/conferences");
        conferences.MapBegin<ConferenceState, ConveneConference>();
        conferences.MapChange<ConferenceState, AdoptResolution>("resolutions");
        conferences.MapChange<ConferenceState, ImplementResolution>("implement");
        conferences.MapChange<ConferenceState, MarkResolutionOverdue>("overdue");
    }
}
