using System.Collections.Immutable;
using Ledger.Catalogue.Services;
using Ledger.Deciding;

namespace Ledger.Cases;

/// <summary>Takes a request on as one service of the catalogue. Versions and clocks are frozen from what is in force at that
/// instant (INV-06). After an aborted delivery the first acceptance holds: its clocks are never rewritten (INV-20); after a
/// reopening a new one begins. Whether the promise keeps to the standard is left to the checks (U2).</summary>
public sealed record AcceptRequest(string ServiceCode) : CaseCommand
{
    internal override ImmutableArray<CaseStage> Possible => [CaseStage.Received, CaseStage.Reopened, CaseStage.Aborted];

    protected override Decision DecideInStage(CaseState state, Act act) =>
        Actors.Owner(state, act.Envelope)
        ?? Fields.Code("service_code", ServiceCode)
        ?? (state is { Stage: CaseStage.Aborted, Acceptance: { } first } ? Again(first, act) : Freeze(act));

    private Decision Again(Acceptance first, Act act) => first.ServiceCode == ServiceCode
        ? Decision.Accept(Accepted(act, first))
        : Decision.Refuse(
            Rules.FrozenClock,
            "After an aborted delivery the case goes on as the service it was accepted as.",
            "服务中止后，案件须按原受理的服务继续办理。");

    private Decision Freeze(Act act)
    {
        var at = act.Envelope.OccurredAt;
        var service = act.Network.Find<ServiceState>(ServiceState.StreamOf(ServiceCode));
        if (service.VersionAt(at) is not { } version)
        {
            return Missing("service", "服务");
        }

        if (service.ProcessAt(at) is not { } process)
        {
            return Missing("process", "流程");
        }

        if (service.CommitmentAt(at) is not { } commitment)
        {
            return Missing("commitment", "承诺");
        }

        return Natures.All.Contains(version.Value.Nature)
            ? Decision.Accept(Accepted(act, new Acceptance(
                ServiceCode,
                version.Version,
                version.Value.StandardCode,
                version.Value.StandardVersion,
                process.Version,
                commitment.Version,
                version.Value.Nature,
                InForce.Due(act.Network, at, commitment.Value.FirstContactWithinWorkingDays),
                InForce.Due(act.Network, at, commitment.Value.CompleteWithinWorkingDays))))
            : Fields.Refuse("service_code", "has to be a service that is delivered; a guide entry is answered", "须为可提供的服务；指南类条目应直接答复");
    }

    private static RequestAccepted Accepted(Act act, Acceptance frozen) => new(
        act.Envelope,
        frozen.ServiceCode,
        frozen.ServiceVersion,
        frozen.StandardCode,
        frozen.StandardVersion,
        frozen.ProcessVersion,
        frozen.CommitmentVersion,
        frozen.Nature,
        frozen.DueFirstContactAt,
        frozen.DueCompleteAt);

    private static Decision Missing(string english, string chinese) => Decision.Refuse(
        Rules.InForce,
        $"No version of the {english} is in force at the time of acceptance.",
        $"受理时没有生效的{chinese}版本。");
}
