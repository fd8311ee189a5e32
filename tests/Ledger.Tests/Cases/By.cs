using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Tests.Cases;

/// <summary>Envelopes of those who act in the tests.</summary>
public static class By
{
    public const string Province = "SC";
    public const string OwnerNode = "SC-510100";
    public const string OtherNode = "SC-510700";
    public const string ThirdNode = "SC-511500";

    /// <summary>Registered and not open.</summary>
    public const string ClosedNode = "SC-510400";

    /// <summary>Admitted to the alliance, with an agreement.</summary>
    public const string Provider = "91510100MAX0X0X070";

    /// <summary>Registered and not admitted.</summary>
    public const string Stranger = "12510000MAX0X0X15T";

    public const string Case = "case-01936f2a-0000-7000-8000-0000000000aa";

    public static readonly DateTimeOffset Now = new(2026, 1, 5, 4, 0, 0, TimeSpan.Zero);

    /// <summary>A confidential value that was not given, under the salt of <see cref="Act"/>.</summary>
    public static readonly Sealed Nothing = Sealed.Of("any", Case, null, new byte[32]);

    public static Envelope Owner(string commandId = "command") => Node(OwnerNode, commandId);

    public static Envelope Other(string commandId = "command") => Node(OtherNode, commandId);

    public static Envelope Third(string commandId = "command") => Node(ThirdNode, commandId);

    public static Envelope TheProvince(string commandId = "command") => Node(Province, commandId);

    public static Envelope TheProvider(string commandId = "command") => Node(Provider, commandId);

    public static Envelope TheSystem(DateTimeOffset at, string commandId = "command") =>
        Node(OwnerNode, commandId) with { ActorRole = Actors.SystemRole, OccurredAt = at, RecordedAt = at };

    public static Envelope Requester(string commandId = "command") =>
        Node(OwnerNode, commandId) with { ActorRole = Actors.Requester, Channel = Channels.Mobile };

    /// <summary>The act that an envelope stands for, in the sample network or another.</summary>
    public static Act Act(Envelope envelope, Network? network = null) =>
        new(Case, envelope, network ?? SampleNetwork.Network, () => new byte[32]);

    private static Envelope Node(string node, string commandId) =>
        new(Now, Now, node, "caseworker", Channels.PartnerApi, commandId, CausationId: null);
}
