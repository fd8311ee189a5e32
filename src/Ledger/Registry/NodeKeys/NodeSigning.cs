using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;

namespace Ledger.Registry.NodeKeys;

/// <summary>Public codes of refused signatures.</summary>
public static class SignatureRules
{
    /// <summary>The parts of a signed command are incomplete or not of their form.</summary>
    public const string Form = "SIGNATURE-FORM";

    /// <summary>The key is not one of the node in force.</summary>
    public const string Key = "SIGNATURE-KEY";

    /// <summary>The signature is not by that key over this command.</summary>
    public const string Invalid = "SIGNATURE-INVALID";

    /// <summary>The node takes only signed commands.</summary>
    public const string Required = "SIGNATURE-REQUIRED";

    /// <summary>A member stands in clear in what was signed and is not published: it would become public.</summary>
    public const string Private = "SIGNATURE-PRIVATE";

    /// <summary>Something would be published or committed to that was not signed.</summary>
    public const string NotSaid = "SIGNATURE-UNSIGNED";
}

/// <summary>What is asked of every command about the signature of its node.</summary>
internal static class NodeSigning
{
    private static readonly LeafIndex Nowhere = new(0);

    /// <summary>Before the decision: signed by a key of the node in force, or unsigned where that may be.</summary>
    /// <param name="command">Name of the command's type.</param>
    public static Decision? Admit(Act act, string command)
    {
        var envelope = act.Envelope;
        var keys = act.Network.Find<NodeKeyState>(NodeKeyState.StreamOf(envelope.Node)).Keys;
        if (envelope.Signature is not { } signature)
        {
            return keys.RequiresSigningAt(envelope.RecordedAt) && !IsOfTheLedger(command)
                ? Decision.Refuse(
                    SignatureRules.Required, "Only commands signed by the node's own key are accepted in its name.", "以该节点名义只接受由其密钥签名的命令。")
                : null;
        }

        return !keys.Keys.TryGetValue(signature.KeyId, out var key) || !key.IsInForceAt(envelope.RecordedAt)
            ? Decision.Refuse(SignatureRules.Key, "The signing key is not one of the node that is in force.", "签名密钥不是该节点的有效密钥。")
            : signature.IsBy(key.PublicKey.AsSpan()) && Says(signature, act, command)
                ? null
                : Decision.Refuse(
                    SignatureRules.Invalid,
                    "The signature is not by that key over this command's statement.",
                    "签名不是该密钥对本命令陈述所作的签名。");
    }

    /// <summary>After it: what was signed is what becomes public, no less and no more.</summary>
    public static Decision Bind(Act act, Decision.Accepted accepted)
    {
        if (act.Envelope.Signature is not { } signature)
        {
            return accepted;
        }

        var statement = CommandStatement.Parse(signature.Statement);
        PublicEntry[] entries =
        [
            .. accepted.Events.Select(fact => PublicEntries.Of(Nowhere, Guid.Empty, act.Stream, new StreamVersion(1), fact)),
        ];
        return CommandSchema.NotPublic(statement, entries) is { } open
            ? Decision.Refuse(
                SignatureRules.Private,
                $"The member {open} is not published as it was sent; it needs a salt, so that only a commitment is signed.",
                $"成员 {open} 不按所提交内容公开；须提供盐值，只对其承诺签名。")
            : entries.Any(entry => CommandSchema.WhyNotBound(entry, statement) is not null)
                ? Decision.Refuse(
                    SignatureRules.NotSaid,
                    "Something would be published that was not signed: every public member is said, without a salt, and every confidential one has a salt.",
                    "将公开未经签名的内容：公开成员须明示且不加盐，保密成员须有盐值。")
                : accepted;
    }

    private static bool IsOfTheLedger(string command) =>
        CommandSchema.Commands.TryGetValue(command, out var rule) && rule.Events.IsSubsetOf(SignatureChecks.OfTheLedger);

    private static bool Says(CommandSignature signature, Act act, string command)
    {
        try
        {
            var said = CommandStatement.Parse(signature.Statement);
            var envelope = act.Envelope;
            return (said.Command, said.Stream, said.Node, said.Role, said.Channel, said.Key, said.OccurredAt)
                == (command, act.Stream, envelope.Node, envelope.ActorRole, envelope.Channel, envelope.CommandId, envelope.OccurredAt);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
