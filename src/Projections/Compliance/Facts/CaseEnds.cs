namespace Projections.Compliance.Facts;

/// <summary>Whether somebody still has to do something for a case.</summary>
internal static class CaseEnds
{
    /// <summary>Whether the case is over after the entry at this place: a later reopening or dispute opens it again.</summary>
    public static bool IsOver(CaseFacts found, int index)
    {
        for (var i = index; i >= 0; i--)
        {
            switch (found.Entries[i].Type)
            {
                case "request.closed" or "request.answered" or "request.declined" or "request.withdrawn" or "request.merged"
                    or "delivery.completed" or "delivery.confirmed" or "delivery.deemed_confirmed":
                    return true;
                case "request.submitted" or "request.reopened" or "delivery.disputed" or "delivery.started" or "delivery.aborted"
                    or "request.accepted":
                    return false;
            }
        }

        return false;
    }
}
