using Ledger.Cases;
using Ledger.Registry;
using Ledger.Deciding;

namespace Ledger.Tests.Cases;

/// <summary>Envelopes of those who act in the tests.</summary>
public static class By
{
    public const string OwnerNode = "SC-510100";
    public const string OtherNode = "SC-510700";
    public const string ThirdNode = "SC-511500";

    public static readonly DateTimeOffset Now = new(2026, 1, 5, 4, 0, 0, TimeSpan.Zero);

    public static Envelope Owner(string commandId = "command") => Node(OwnerNode, commandId);

    public static Envelope Other(string commandId = "command") => Node(OtherNode, commandId);

    public static Envelope Third(string commandId = "command") => Node(ThirdNode, commandId);

    public static Envelope Requester(string commandId = "command") =>
        Node(OwnerNode, commandId) with { ActorRole = Actors.Requester, Channel = Channels.Mobile };

    /// <summary>The act that an envelope stands for, in an empty network.</summary>
    public static Act Act(Envelope envelope) => new("case-01936f2a-0000-7000-8000-0000000000aa", envelope, Network.Empty, () => new byte[32]);

    private static Envelope Node(string node, string commandId) =>
        new(Now, Now, node, "caseworker", Channels.PartnerApi, commandId, CausationId: null);
}
