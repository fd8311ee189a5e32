using Ledger.Deciding;

namespace Ledger.Catalogue.Services;

/// <summary>The entry was looked through and is still right.</summary>
/// <param name="AssuredOn">Day in Asia/Shanghai, today or earlier, and not before the last one.</param>
public sealed record AssureService(DateOnly AssuredOn) : Command<ServiceState>
{
    protected override Decision Decide(ServiceState state, Act act) =>
        ServiceChecks.MayChange(state, act)
        ?? ServiceChecks.NotTomorrow(AssuredOn, act)
        ?? (AssuredOn >= state.AssuredOn
            ? null
            : Fields.Refuse("assured_on", "has to be the day of the last check or later", "须为上次核查之日或更晚"))
        ?? Decision.Accept(new ServiceAssured(act.Envelope, AssuredOn));
}
