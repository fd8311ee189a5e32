using System.Text.Json;
using Ledger.Cases;
using Ledger.Journal;

namespace Ledger.Tests.Cases;

/// <summary>What reflection can promise: nothing was forgotten.</summary>
public sealed class CatalogueTests
{
    private static readonly Type[] EventTypes = SubtypesOf(typeof(CaseEvent));
    private static readonly Type[] CommandTypes = SubtypesOf(typeof(CaseCommand));

    // Everything else that an event says is public.
    private static readonly HashSet<string> Private = ["RequestSubmitted.Source", "FeeAgreed.Method", "FeePaid.Method"];

    [Fact]
    public void Every_event_is_in_the_catalogue_under_a_name_of_its_own()
    {
        Assert.Equal(EventTypes.ToHashSet(), EventCatalogue.All.Select(type => type.Record).ToHashSet());
        Assert.Equal(EventCatalogue.All.Count, EventCatalogue.All.Select(type => type.StoredName).Distinct().Count());
        Assert.All(EventCatalogue.All, type => Assert.Same(type, EventCatalogue.Find(type.StoredName)));
    }

    [Fact]
    public void Every_event_has_a_sample() =>
        Assert.Equal(EventTypes.ToHashSet(), SampleFacts.All.Select(fact => fact.GetType()).ToHashSet());

    [Fact]
    public void Every_event_is_evolved()
    {
        var state = Scenario.Given(SampleFacts.All).State;

        Assert.Equal(SampleFacts.All.Select(fact => fact.Envelope.CommandId).ToHashSet(), state.AppliedCommands.ToHashSet());
    }

    [Fact]
    public void Every_field_of_an_event_is_public_or_named_as_private() => Assert.All(SampleFacts.All, fact =>
    {
        var fields = fact.GetType().GetProperties()
            .Where(property => property.Name is not ("Envelope" or "EqualityContract"));
        Assert.All(fields, field =>
        {
            var isPublic = PublicNames(fact).Contains(JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name));
            Assert.NotEqual(Private.Contains($"{fact.GetType().Name}.{field.Name}"), isPublic);
        });
    });

    [Fact]
    public void Every_command_is_dispatched_and_stands_in_the_stage_table()
    {
        Assert.Equal(CommandTypes.ToHashSet(), CaseStages.Possible.Keys.ToHashSet());
        Assert.All(CommandTypes, type =>
        {
            var command = (CaseCommand)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
            var refused = Assert.IsType<Decision.Refused>(CaseDecider.Decide(CaseState.Initial, command, By.Owner()));
            Assert.Equal(type == typeof(SubmitRequest) ? "FIELD-CHANNEL" : "INV-01", refused.Rule);
        });
    }

    private static HashSet<string> PublicNames(CaseEvent fact)
    {
        using var entry = JsonDocument.Parse(SampleFacts.PublicBytes(fact));
        return [.. entry.RootElement.GetProperty("pub").EnumerateObject().Select(member => member.Name)];
    }

    private static Type[] SubtypesOf(Type parent) =>
        [.. parent.Assembly.GetTypes().Where(type => type.IsSubclassOf(parent) && !type.IsAbstract)];
}
