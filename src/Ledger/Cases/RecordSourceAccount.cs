using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>
/// What a record of another system says about one request: the whole of its present state. The ledger turns it into the
/// events that lead there from what it knew before. Times are UTC to the millisecond.
/// </summary>
/// <param name="RequestedAt">When the request was made.</param>
/// <param name="UtcOffsetMinutes">The source's wall clock at <paramref name="RequestedAt"/>, in minutes from UTC.</param>
/// <param name="UpdatedAt">When the source last changed the record; the newest account of a request binds.</param>
/// <param name="EndedAt">When it was closed or withdrawn; null exactly when it is open.</param>
public sealed record RecordSourceAccount(
    string System,
    string SourceId,
    string Node,
    string Channel,
    string ServiceCode,
    string ServiceName,
    string CategoryCode,
    string RegionCode,
    DateTimeOffset RequestedAt,
    int UtcOffsetMinutes,
    DateTimeOffset UpdatedAt,
    SourceStatus Status,
    DateTimeOffset? EndedAt)
{
    private const string Reason = "source_update";

    /// <summary>
    /// An older account changes nothing. Of two accounts with one time the one that went further stands (closed before
    /// withdrawn before open), and of two that went equally far the one whose content orders last: so neither the order of
    /// files nor a second import changes the outcome. The source moves the case only where it moved itself; what the network
    /// did since stands until then. An import says only what its source says: no acceptance or start of delivery is made
    /// up, and the checks of the unified process see the steps that are missing.
    /// </summary>
    /// <param name="newDeliveryId">Id for the delivery, should the account close the case.</param>
    public static Decision Decide(CaseState state, RecordSourceAccount command, Envelope envelope, Guid newDeliveryId)
    {
        if (state.Stage == CaseStage.None)
        {
            return Decision.Accept([Submitted(command, envelope), .. Ending(command, envelope, newDeliveryId)]);
        }

        if (state.Source is not { } known)
        {
            return Decision.Refuse(Rules.NotImported, "The case was not imported; a source changes only a case that was.", "本案不是导入的；来源系统只能更改导入的案件。");
        }

        return Order(command, known) > 0
            ? Decision.Accept([Amended(command, envelope), .. Changes(state, known, command, envelope, newDeliveryId)])
            : Decision.Nothing;
    }

    // Total: what answers 0 is the same account.
    private static int Order(RecordSourceAccount account, SourceAccountState known)
    {
        ReadOnlySpan<int> orders =
        [
            account.UpdatedAt.CompareTo(known.UpdatedAt),
            account.Status.CompareTo(known.Status),
            Nullable.Compare(account.EndedAt, known.EndedAt),
            account.RequestedAt.CompareTo(known.RequestedAt),
            account.UtcOffsetMinutes.CompareTo(known.UtcOffsetMinutes),
            string.CompareOrdinal(account.Channel, known.Channel),
            string.CompareOrdinal(account.ServiceCode, known.ServiceCode),
            string.CompareOrdinal(account.ServiceName, known.ServiceName),
            string.CompareOrdinal(account.CategoryCode, known.CategoryCode),
            string.CompareOrdinal(account.RegionCode, known.RegionCode),
        ];
        var firstDifference = orders.IndexOfAnyExcept(0);
        return firstDifference < 0 ? 0 : orders[firstDifference];
    }

    private static CaseEvent[] Changes(
        CaseState state, SourceAccountState known, RecordSourceAccount command, Envelope envelope, Guid newDeliveryId)
    {
        if (command.Status == known.Status)
        {
            // Only the end that the source itself gave is the source's to move.
            return StatusOf(state) == SourceStatus.Closed && state.OutcomeCode == Outcomes.NotStated
                && command.EndedAt is { } endedAt && endedAt != state.CompletedAt
                ? [new DeliveryAmended(Updated(command, envelope), state.DeliveryId!.Value, endedAt, Outcomes.NotStated, Reason)]
                : [];
        }

        var standing = StatusOf(state);
        var ending = Ending(command, envelope, newDeliveryId);
        return standing == command.Status ? []
            : standing == SourceStatus.Open ? ending
            : [new RequestReopened(Updated(command, envelope), Reason, ReopenTriggers.Source), .. ending];
    }

    private static SourceStatus StatusOf(CaseState state) => state.Stage switch
    {
        CaseStage.Withdrawn or CaseStage.Declined or CaseStage.Merged => SourceStatus.Withdrawn,
        CaseStage.Answered or CaseStage.Delivered or CaseStage.Confirmed or CaseStage.DeemedConfirmed or CaseStage.Disputed
            or CaseStage.Closed => SourceStatus.Closed,
        _ => SourceStatus.Open,
    };

    private static Envelope Updated(RecordSourceAccount command, Envelope envelope) =>
        envelope with { OccurredAt = command.UpdatedAt };

    private static RequestSubmitted Submitted(RecordSourceAccount command, Envelope envelope) => new(
        envelope with { OccurredAt = command.RequestedAt },
        command.Node,
        command.Channel,
        command.ServiceCode,
        command.ServiceName,
        command.CategoryCode,
        command.RegionCode,
        command.UtcOffsetMinutes,
        SizeClass: null,
        IndustryCode: null,
        DueAcceptAt: null,
        ContactId: null,
        EnterpriseId: null,
        Consent: null,
        County: null,
        NeedText: null,
        ContactRef: null,
        new SourceReference(command.System, command.SourceId, command.UpdatedAt));

    private static RequestAmended Amended(RecordSourceAccount command, Envelope envelope) => new(
        Updated(command, envelope),
        command.RequestedAt,
        command.UpdatedAt,
        SourceStatuses.Write(command.Status),
        command.EndedAt,
        command.Channel,
        command.ServiceCode,
        command.ServiceName,
        command.CategoryCode,
        command.RegionCode,
        command.UtcOffsetMinutes,
        Reason);

    private static CaseEvent[] Ending(RecordSourceAccount command, Envelope envelope, Guid deliveryId) => command.Status switch
    {
        SourceStatus.Closed =>
        [
            new DeliveryCompleted(
                envelope with { OccurredAt = command.EndedAt!.Value }, deliveryId, Outcomes.NotStated, ServiceCount: 1, EnterpriseCount: 0,
                PersonCount: null, EvidenceHashes: []),
        ],
        SourceStatus.Withdrawn =>
            [new RequestWithdrawn(envelope with { OccurredAt = command.EndedAt!.Value }, "source_cancelled")],
        _ => [],
    };
}
