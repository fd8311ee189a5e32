using System.Text.Json.Serialization;
using Ledger.Deciding;
using Ledger.Registry;
using Ledger.Transparency;

namespace Ledger.Governance.Corrections;

/// <summary>The event that a correction is about, as the public log has it.</summary>
/// <param name="Node">The platform in whose name it was recorded.</param>
/// <param name="Depth">0 for a fact, its own depth for a correction.</param>
/// <param name="PublicFields">The fields that its type makes public.</param>
public sealed record CorrectionTarget(
    Guid EventId, long Position, string Type, string Node, int Depth, IReadOnlyList<FieldRule> PublicFields);

/// <summary>Says what should have stood in an event. Only public fields are corrected: nothing else may become public.</summary>
public sealed record IssueCorrection(string ReasonCode, IReadOnlyList<CorrectedField> Corrected) : Command<CorrectionState>
{
    /// <summary>INV-15: the event that is corrected exists, and a chain of corrections is at most five long.</summary>
    public const string Target = "INV-15";

    /// <summary>Only public fields of the event can be corrected.</summary>
    public const string PublicField = "CORRECTION-FIELD";

    private const int LongestChain = 5;
    private const int MostFields = 50;

    /// <summary>What the log has under the id that the stream names; null when it has nothing. Never from the caller.</summary>
    [JsonIgnore]
    public CorrectionTarget? Found { get; init; }

    protected override Decision Decide(CorrectionState state, Act act) =>
        (Found is null
            ? Decision.Refuse(Target, "The public log has no such event.", "公开日志中没有该事件。")
            : null)
        ?? Authority.OwnerOrProvince(act, Found!.Node)
        ?? (Found.Depth < LongestChain
            ? null
            : Decision.Refuse(Target, "A chain of corrections is at most five long.", "更正链最多五层。"))
        ?? Fields.Code("reason_code", ReasonCode)
        ?? GovernanceChecks.Items("corrected", Corrected, 1, MostFields, Check)
        ?? GovernanceChecks.Distinct("corrected", Corrected.Select(corrected => corrected.Field))
        ?? Decision.Accept(new CorrectionIssued(
            act.Envelope, Found.EventId, Found.Position, Found.Type, Found.Depth + 1, ReasonCode, Corrected));

    private Decision? Check(CorrectedField corrected) =>
        Found!.PublicFields.FirstOrDefault(field => field.Name == corrected.Field) is not { } field
            ? Decision.Refuse(PublicField, "Only public fields of the event can be corrected.", "只能更正该事件的公开字段。")
        : Fields.Name("value", corrected.Value)
        ?? (field.Value(corrected.Value) is not null
            ? null
            : Fields.Refuse(
                "value",
                $"has to be what the field {field.Name} can hold, a number as its digits; a field of many values cannot be corrected",
                $"须为字段 {field.Name} 所能容纳的值，数字以其数位书写；含多个值的字段不能更正"));
}
