using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>Something that another thing has to come before, by the time at which each is said to have happened: the requester's
/// word before a charge, an accepted referral before somebody else than the platform of first contact delivers.</summary>
public sealed class PrecededBy : CheckKind
{
    public override string Name => "preceded-by";

    public override IReadOnlyList<Parameter> Parameters { get; } = [new("of", ParameterType.Text, OneOf: ["charge", "hand_off"])];

    public override IEnumerable<Observation> Observe(CheckRun run) => run.Parameters.Text("of") == "charge" ? Charges(run) : HandOffs(run);

    private static IEnumerable<Observation> Charges(CheckRun run)
    {
        foreach (var (found, index, charge) in run.CaseEntries("fee.charged"))
        {
            var quote = charge.Fields.RequireText("quote_id");
            var agreed = Before(found, index, "fee.agreed", "quote_id", quote);
            var quoted = Before(found, index, "fee.quoted", "quote_id", quote);
            yield return found.Observe(index, quoted is not null && agreed is not null, quoted, agreed, charge);
        }
    }

    private static IEnumerable<Observation> HandOffs(CheckRun run)
    {
        foreach (var (found, index, started) in run.CaseEntries("delivery.started"))
        {
            var (node, provider) = (started.Fields.RequireText("node_id"), started.Fields.RequireText("provider_id"));
            if (node != found.FirstContactNode || provider != node)
            {
                // Who works for a platform that helps is covered by that platform's referral.
                var byNode = node == found.FirstContactNode ? null : Before(found, index, "referral.accepted", "to_node", node);
                var byProvider = Before(found, index, "referral.accepted", "to_provider", provider);
                var held = (node == found.FirstContactNode || byNode is not null)
                    && (provider == node || node != found.OwnerAt(index) || byProvider is not null);
                yield return found.Observe(index, held, byNode, byProvider, started);
            }
        }
    }

    private static KeptEntry? Before(CaseFacts found, int index, string type, string field, string value)
    {
        for (var i = index - 1; i >= 0; i--)
        {
            if (found.TypeAt(i) == type && found.Entries[i].Fields.Is(field, value) && found.OccurredAt(i) <= found.OccurredAt(index))
            {
                return found.Entries[i];
            }
        }

        return null;
    }
}
