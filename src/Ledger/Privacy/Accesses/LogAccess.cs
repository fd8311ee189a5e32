using Ledger.Deciding;
using Ledger.Registry.Platforms;

namespace Ledger.Privacy.Accesses;

/// <summary>Somebody is to see the confidential values of a subject (architecture.md "Public entry", domain.md 5.8 rule 6).</summary>
/// <param name="OwnerNode">The node answerable for the subject.</param>
/// <param name="ReaderIsProvince">The reader's credential is the province's.</param>
public sealed record LogAccess(string OwnerNode, string ReaderNode, string ReaderRole, bool ReaderIsProvince, int FieldCount, string Purpose)
    : Command<AccessState>
{
    protected override Decision Decide(AccessState state, Act act) =>
        Reader(act)
        ?? Fields.Code("reader_role", ReaderRole)
        ?? Fields.OneOf("purpose", Purpose, AccessPurposes.All)
        ?? Fields.Number("field_count", FieldCount, 1, int.MaxValue)
        ?? Decision.Accept(new AccessLogged(act.Envelope, ReaderNode, ReaderRole, FieldCount, Purpose));

    private Decision? Reader(Act act) =>
        !ReaderIsProvince && ReaderNode != OwnerNode
            ? Decision.Refuse(CommonRules.NotFound, "There is no such record.", "没有该记录。")
            : act.Network.Find<PlatformState>(PlatformState.StreamOf(ReaderNode)).IsOpenAt(act.Envelope.RecordedAt)
                ? null
                : Decision.Refuse(CommonRules.NotActive, "The node is not an open platform of the network.", "该节点不是网络中已开通的平台。");
}
