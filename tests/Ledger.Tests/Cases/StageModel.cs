using Ledger.Cases;

namespace Ledger.Tests.Cases;

/// <summary>The stage table of domain.md 5.6 once more, written apart from the product: which step leads from where to where.</summary>
public static class StageModel
{
    private const string Table =
        """
        Submit          None>Received
        Answer          Received>Answered
        Accept          Received>Accepted Reopened>Accepted Aborted>Accepted
        Decline         Received>Declined
        Ask             Received>AwaitingInfo
        Supplement      AwaitingInfo>Received
        Withdraw        Received>Withdrawn
        Merge           Received>Merged
        Contact         Received>Received AwaitingInfo>AwaitingInfo Accepted>Accepted Referred>Referred Assigned>Assigned InDelivery>InDelivery Paused>Paused Aborted>Aborted Reopened>Reopened
        Close           Confirmed>Closed DeemedConfirmed>Closed Disputed>Closed Aborted>Closed
        Reopen          Closed>Reopened
        OfferTransfer   Accepted>Referred Assigned>Referred
        AcceptTransfer  Referred>Assigned
        RejectTransfer  Referred>Accepted
        RecallTransfer  Referred>Accepted
        ExpireTransfer  Referred>Accepted
        OfferHelp       Accepted>Accepted Referred>Referred Assigned>Assigned InDelivery>InDelivery Paused>Paused
        AcceptHelp      Accepted>Accepted Referred>Referred Assigned>Assigned InDelivery>InDelivery Paused>Paused
        RejectHelp      Accepted>Accepted Referred>Referred Assigned>Assigned InDelivery>InDelivery Paused>Paused
        RecallHelp      *
        ExpireHelp      *
        Schedule        Accepted>Assigned Assigned>Assigned
        Start           Accepted>InDelivery Assigned>InDelivery Disputed>InDelivery
        Progress        InDelivery>InDelivery
        Pause           InDelivery>Paused
        Resume          Paused>InDelivery
        Extend          Accepted>Accepted Referred>Referred Assigned>Assigned InDelivery>InDelivery Paused>Paused
        Complete        InDelivery>Delivered
        Confirm         Delivered>Confirmed
        Deem            Delivered>DeemedConfirmed
        Dispute         Delivered>Disputed
        Abort           InDelivery>Aborted
        """;

    private static readonly Dictionary<(string Step, CaseStage From), CaseStage> Transitions = Read();

    public static IReadOnlyCollection<string> Steps { get; } = [.. Transitions.Keys.Select(key => key.Step).Distinct()];

    /// <summary>Where the step leads; null where it is forbidden.</summary>
    public static CaseStage? After(string step, CaseStage from) =>
        Transitions.TryGetValue((step, from), out var to) ? to : null;

    /// <summary>The step a command is; null when it moves no stage (ratings and fees).</summary>
    public static string? StepOf(CaseCommand command, CaseState state) => command switch
    {
        OfferReferral offer => offer.Kind == "transfer" ? "OfferTransfer" : "OfferHelp",
        AcceptReferral answer => "Accept" + KindOf(state, answer.ReferralId),
        RejectReferral answer => "Reject" + KindOf(state, answer.ReferralId),
        RecallReferral answer => "Recall" + KindOf(state, answer.ReferralId),
        ExpireReferral answer => "Expire" + KindOf(state, answer.ReferralId),
        RequestSupplement => "Ask",
        ContactRequester => "Contact",
        DeemDeliveryConfirmed => "Deem",
        InviteRating or SubmitRating or ReviseRating or InvalidateRating or RecordCallback or OpenRectification or CloseRectification => null,
        QuoteFee or AgreeFee or ChargeFee or PayFee or RefundFee or WaiveFee or SubsidiseFee or DisputeFee or ResolveFee => null,
        _ => command.GetType().Name.Replace("Request", "").Replace("Delivery", ""),
    };

    private static string KindOf(CaseState state, Guid referralId) =>
        state.OpenReferrals.TryGetValue(referralId, out var open) && open.Kind == "transfer" ? "Transfer" : "Help";

    // A star: from every stage of a case to the same.
    private static Dictionary<(string, CaseStage), CaseStage> Read() => Table
        .Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .SelectMany(words => (words[1] == "*" ? Enum.GetNames<CaseStage>().Skip(1).Select(name => $"{name}>{name}") : words.Skip(1))
            .Select(pair => (Step: words[0], Ends: pair.Split('>'))))
        .ToDictionary(
            move => (move.Step, Enum.Parse<CaseStage>(move.Ends[0])),
            move => Enum.Parse<CaseStage>(move.Ends[1]));
}
