using Ledger.Cases;

namespace Ledger.Tests.Cases;

/// <summary>The stage table of domain.md 5.6 once more, written apart from the product: which step leads from where to where.</summary>
public static class StageModel
{
    private const string Table =
        """
        Submit          None>Received
        Accept          Received>Accepted
        Decline         Received>Declined
        Withdraw        Received>Withdrawn
        Reopen          Confirmed>Accepted
        OfferTransfer   Accepted>Referred Assigned>Referred
        AcceptTransfer  Referred>Assigned
        RejectTransfer  Referred>Accepted
        OfferHelp       Accepted>Accepted Referred>Referred Assigned>Assigned InDelivery>InDelivery
        AcceptHelp      Accepted>Accepted Referred>Referred Assigned>Assigned InDelivery>InDelivery
        RejectHelp      Accepted>Accepted Referred>Referred Assigned>Assigned InDelivery>InDelivery
        Start           Accepted>InDelivery Assigned>InDelivery Disputed>InDelivery
        Complete        InDelivery>Delivered
        Confirm         Delivered>Confirmed
        Dispute         Delivered>Disputed
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
        SubmitRating or QuoteFee or AgreeFee or ChargeFee or PayFee or RefundFee or WaiveFee => null,
        _ => command.GetType().Name.Replace("Request", "").Replace("Delivery", ""),
    };

    private static string KindOf(CaseState state, Guid referralId) =>
        state.OpenReferrals.TryGetValue(referralId, out var open) && open.Kind == "transfer" ? "Transfer" : "Help";

    private static Dictionary<(string, CaseStage), CaseStage> Read() => Table
        .Split('\n')
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .SelectMany(words => words.Skip(1).Select(pair => (Step: words[0], Ends: pair.Split('>'))))
        .ToDictionary(
            move => (move.Step, Enum.Parse<CaseStage>(move.Ends[0])),
            move => Enum.Parse<CaseStage>(move.Ends[1]));
}
