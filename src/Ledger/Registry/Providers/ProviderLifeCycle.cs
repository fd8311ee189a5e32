using Ledger.Deciding;

namespace Ledger.Registry.Providers;

/// <summary>Public codes of rules about providers.</summary>
public static class ProviderRules
{
    /// <summary>Nobody is admitted to the alliance whose identity was not verified.</summary>
    public const string Unverified = "PROVIDER-UNVERIFIED";

    /// <summary>Another provider or platform that the command names is not in the registry.</summary>
    public const string Unknown = "PROVIDER-UNKNOWN";
}

/// <summary>Which change is possible when. What counts is what holds now: the next decision replaces what was only announced.</summary>
internal static class ProviderLifeCycle
{
    private static readonly Dictionary<Type, MembershipStatus[]> Possible = new()
    {
        [typeof(SubmitApplication)] = [MembershipStatus.None, MembershipStatus.Exited],
        [typeof(DeclineApplication)] = [MembershipStatus.Applied],
        [typeof(AdmitMember)] = [MembershipStatus.Applied],
        [typeof(SuspendMember)] = [MembershipStatus.Admitted],
        [typeof(ReinstateMember)] = [MembershipStatus.Suspended],
        [typeof(ExitMember)] = [MembershipStatus.Applied, MembershipStatus.Admitted, MembershipStatus.Suspended],
        [typeof(ExpelMember)] = [MembershipStatus.Admitted, MembershipStatus.Suspended],
        [typeof(IntegrateResources)] = [MembershipStatus.Admitted],
        [typeof(RecordInteraction)] = [MembershipStatus.Admitted],
    };

    public static Decision? Allows(Command<ProviderState> command, ProviderState state, Act act) =>
        NotRevoked(state, act)
        ?? (Possible[command.GetType()].Contains(state.Memberships.At(act.Envelope.RecordedAt))
            ? null
            : Decision.Refuse(
                CommonRules.Stage, "This is not possible at the provider's present stage in the alliance.", "该机构在联盟中的现阶段不能办理此事项。"));

    public static Decision? NotRevoked(ProviderState state, Act act) =>
        state.Statuses.At(act.Envelope.RecordedAt) == ProviderStatus.Revoked
            ? Decision.Refuse(CommonRules.Stage, "The provider is revoked.", "该机构已被撤销。")
            : null;
}
