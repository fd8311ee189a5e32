using System.Collections.Immutable;
using Ledger.Deciding;
using static Ledger.Cases.CaseStage;

namespace Ledger.Cases;

/// <summary>Where a case stands (domain.md 5.6). Answered, Declined, Withdrawn and Merged are ends; Closed can be reopened.</summary>
public enum CaseStage
{
    None,
    Received,
    AwaitingInfo,
    Answered,
    Declined,
    Withdrawn,
    Merged,
    Accepted,
    Referred,
    Assigned,
    InDelivery,
    Paused,
    Delivered,
    Confirmed,
    DeemedConfirmed,
    Disputed,
    Aborted,
    Closed,
    Reopened,
}

/// <summary>Groups of stages that more than one command names. Which stages a command is possible in stands in its own file
/// (<see cref="CaseCommand.Possible"/>); where it leads is for the event to say, in <see cref="CaseState"/>. Ratings and fees
/// run beside the stages: INV-07 to INV-10 bound them.</summary>
internal static class CaseStages
{
    /// <summary>Somebody took the case on and it is not yet delivered.</summary>
    public static readonly ImmutableArray<CaseStage> UnderWay = [Accepted, Referred, Assigned, InDelivery, Paused];

    /// <summary>A transfer hands over a case that nobody delivers yet.</summary>
    public static readonly ImmutableArray<CaseStage> Transferable = [Accepted, Referred, Assigned];

    /// <summary>A fee follows from an acceptance, which fixes whether the service may cost anything.</summary>
    public static readonly ImmutableArray<CaseStage> Billable = [.. UnderWay, Delivered, Confirmed, DeemedConfirmed, Disputed];

    /// <summary>There is a case.</summary>
    public static readonly ImmutableArray<CaseStage> Begun = [.. Enum.GetValues<CaseStage>().Where(stage => stage != None)];

    /// <summary>INV-01 and INV-03: the case is in a stage in which the command is possible.</summary>
    public static Decision? Check(CaseState state, CaseCommand command)
    {
        if (command.Possible.Contains(state.Stage))
        {
            return null;
        }

        var name = command.GetType().Name;
        return state.Stage == None
            ? Decision.Refuse(Rules.FirstEvent, $"{name} needs a case; a case begins with SubmitRequest.", $"{name} 须有案件；案件由 SubmitRequest 开始。")
            : Decision.Refuse(
                Rules.Stage,
                $"{name} is not possible in stage {state.Stage}; it needs {string.Join(" or ", command.Possible)}.",
                $"{name} 在阶段 {state.Stage} 不可用；须处于 {string.Join("、", command.Possible)}。");
    }
}
