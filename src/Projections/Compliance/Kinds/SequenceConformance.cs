using Projections.Compliance.Facts;
using Projections.Compliance.Regimes;

namespace Projections.Compliance.Kinds;

/// <summary>Cases move only as the regime's list of transitions says. Each is a text of three words: the stage it starts from
/// (several with '|', any with '*'), the type of the entry, the stage it leads to ('=' stays). Entries of types that no
/// transition names do not move a case; a case begins in the stage <c>none</c>. Where the network goes on with an imported case
/// whose source skipped a stage, its first act there is the breach: it builds on what the network did not do.</summary>
public sealed class SequenceConformance : CheckKind
{
    private const string Begin = "none";

    public override string Name => "sequence-conformance";

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [new("cases", ParameterType.Text, OneOf: ["closed", "touched"]), new("transitions", ParameterType.Texts)];

    public override string? WhyImpossible(CheckParameters parameters) =>
        parameters.Texts("transitions").All(transition => transition.Split(' ').Length == 3)
            ? null
            : "has a transition that is not of three words.";

    public override IEnumerable<Observation> Observe(CheckRun run)
    {
        var closedOnly = run.Parameters.Text("cases") == "closed";
        var transitions = run.Parameters.Texts("transitions").Select(Transition.Of).GroupBy(transition => transition.Type)
            .ToDictionary(of => of.Key, of => of.ToArray(), StringComparer.Ordinal);
        foreach (var found in run.TouchedCases())
        {
            var (stage, isSkipped) = Imported(found, transitions);
            var (breach, last) = (isSkipped && (closedOnly || run.Month.Contains(found.Entries[0].OccurredAt)) ? 0 : -1, -1);
            for (var i = 0; i < found.Count && found.OccurredAt(i) < run.Month.End; i++)
            {
                var (type, inMonth) = (found.TypeAt(i), found.OccurredAt(i) >= run.Month.Start);
                last = inMonth && (!closedOnly || type == "request.closed") ? i : last;
                (stage, var isLegal) = Move(transitions.GetValueOrDefault(type) ?? [], stage, found, i);
                breach = !isLegal && breach < 0 && (closedOnly || inMonth) ? i : breach;
            }

            if (last >= 0)
            {
                yield return found.Observe(last, breach < 0, breach < 0 ? null : found.Entries[breach], found.Entries[last]);
            }
        }
    }

    private static (string Stage, bool IsSkipped) Imported(CaseFacts found, Dictionary<string, Transition[]> transitions)
    {
        var (stage, isSkipped) = (Begin, false);
        foreach (var type in found.ImportedCourse)
        {
            (stage, var isLegal) = Move(transitions.GetValueOrDefault(type) ?? [], stage);
            isSkipped |= !isLegal;
        }

        return (stage, isSkipped);
    }

    // A move that is not possible leads on all the same, so that one breach does not make every later step another.
    private static (string Stage, bool IsLegal) Move(
        Transition[] possible, string stage, CaseFacts? found = null, int index = 0)
    {
        Transition? first = null;
        foreach (var transition in possible)
        {
            if (found is not null && !transition.Fits(found, index))
            {
                continue;
            }

            if (transition.StartsFrom(stage))
            {
                return (transition.After(stage), true);
            }

            first ??= transition;
        }

        return (first?.After(stage) ?? stage, first is null);
    }

    private sealed record Transition(string[] From, string Type, string? Kind, string To)
    {
        // 'referral.accepted:transfer' is an entry whose field 'kind' is transfer.
        public static Transition Of(string text)
        {
            var words = text.Split(' ');
            var type = words[1].Split(':');
            return new Transition(words[0].Split('|'), type[0], type.Length > 1 ? type[1] : null, words[2]);
        }

        private readonly bool isFromAny = From.Contains("*");

        public bool Fits(CaseFacts found, int index) => Kind is null || found.Entries[index].Fields.Is("kind", Kind);

        public bool StartsFrom(string stage) => isFromAny || From.Contains(stage);

        public string After(string stage) => To == "=" ? stage : To;
    }
}
