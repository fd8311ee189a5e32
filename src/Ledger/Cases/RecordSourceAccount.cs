using Ledger.Journal;

namespace Ledger.Cases;

/// <summary>How a source system says a request stands.</summary>
public enum SourceStatus
{
    Open,
    Withdrawn,
    Closed,
}

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
    private const string NotStated = "not_stated";

    /// <summary>
    /// An older account changes nothing. Of two accounts with one time the one that went further stands (closed before
    /// withdrawn before open), else the first: so neither the order of files nor a second import changes the outcome.
    /// An import says only what its source says: no acceptance or start of delivery is made up, and the checks of the
    /// unified process see the steps that are missing.
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
            return Decision.Refuse("IMPORT-NOT-IMPORTED", "The case was not imported; a source cannot change it.");
        }

        if (command.UpdatedAt < known.UpdatedAt
            || (command.UpdatedAt == known.UpdatedAt && command.Status <= StatusOf(state)))
        {
            return Decision.Nothing;
        }

        return Decision.Accept([Amended(command, envelope), .. Changes(state, command, envelope, newDeliveryId)]);
    }

    private static CaseEvent[] Changes(
        CaseState state, RecordSourceAccount command, Envelope envelope, Guid newDeliveryId)
    {
        if (StatusOf(state) == command.Status)
        {
            return command.Status == SourceStatus.Closed && command.EndedAt != state.CompletedAt
                ? [new DeliveryAmended(envelope, state.DeliveryId!.Value, command.EndedAt!.Value, NotStated, Reason)]
                : [];
        }

        var ending = Ending(command, envelope, newDeliveryId);
        return StatusOf(state) == SourceStatus.Open
            ? ending
            : [new RequestReopened(envelope with { OccurredAt = command.UpdatedAt }, Reason, "source"), .. ending];
    }

    private static SourceStatus StatusOf(CaseState state) => state.Stage switch
    {
        CaseStage.Withdrawn => SourceStatus.Withdrawn,
        CaseStage.Delivered or CaseStage.Confirmed => SourceStatus.Closed,
        _ => SourceStatus.Open,
    };

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
        new SourceReference(command.System, command.SourceId, command.UpdatedAt));

    private static RequestAmended Amended(RecordSourceAccount command, Envelope envelope) => new(
        envelope with { OccurredAt = command.UpdatedAt },
        command.RequestedAt,
        command.UpdatedAt,
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
                envelope with { OccurredAt = command.EndedAt!.Value }, deliveryId, NotStated, ServiceCount: 1, EnterpriseCount: 0),
        ],
        SourceStatus.Withdrawn =>
            [new RequestWithdrawn(envelope with { OccurredAt = command.EndedAt!.Value }, "source_cancelled")],
        _ => [],
    };
}
