namespace Projections.Compliance.Facts;

/// <summary>Whether somebody still has to do something for a case.</summary>
internal static class CaseEnds
{
    /// <summary>Whether the case is over after the entry at this place: a later reopening or dispute opens it again.</summary>
    public static bool IsOver(CaseFacts found, int index)
    {
        for (var i = index; i >= 0; i--)
        {
            if (found.SaysOver(i) is { } isOver)
            {
                return isOver;
            }
        }

        return false;
    }

    /// <summary>Whether the case is over after an entry of this type; null where it stays what it was.</summary>
    public static bool? Says(string type) => type switch
    {
        "request.closed" or "request.answered" or "request.declined" or "request.withdrawn" or "request.merged"
            or "delivery.completed" or "delivery.confirmed" or "delivery.deemed_confirmed" => true,
        "request.submitted" or "request.reopened" or "delivery.disputed" or "delivery.started" or "delivery.aborted"
            or "request.accepted" => false,
        _ => null,
    };
}
