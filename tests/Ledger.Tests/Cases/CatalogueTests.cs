using System.Text.Json;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry;

namespace Ledger.Tests.Cases;

/// <summary>What reflection can promise: nothing was forgotten.</summary>
public sealed class CatalogueTests
{
    private static readonly Type[] EventTypes = SubtypesOf(typeof(LedgerEvent));
    private static readonly Type[] CommandTypes = SubtypesOf(typeof(CaseCommand));

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
    public void Every_event_of_a_case_is_evolved()
    {
        var state = Scenario.Given(SampleFacts.Cases).State;

        Assert.Equal(SampleFacts.Cases.Select(fact => fact.Envelope.CommandId).ToHashSet(), state.AppliedCommands.ToHashSet());
    }

    [Fact]
    public void Every_event_of_the_other_areas_is_evolved() => Assert.All(
        EventCatalogue.All.Where(type => type.Area.State != typeof(CaseState)),
        type => Areas.Initial(type.Area).Evolve(type.Area.Prefix + "1", SampleFacts.Named(type.StoredName)));

    [Fact]
    public void Every_field_of_an_event_has_the_class_it_is_published_by() => Assert.All(SampleFacts.All, fact =>
    {
        using var entry = JsonDocument.Parse(SampleFacts.PublicBytes(fact));
        var published = Names(entry.RootElement.GetProperty("pub"));
        var committed = entry.RootElement.TryGetProperty("com", out var commitments) ? Names(commitments) : [];
        var stored = Names(JsonDocument.Parse(StoredEvents.Encode(fact)).RootElement);
        stored.Remove("envelope");

        Assert.All(EventFields.Of(fact.GetType()), field =>
        {
            Assert.Equal(field.IsPublic, published.Contains(field.Name));
            Assert.Equal(field.IsSealed, committed.Contains(field.Name));
            Assert.True(stored.Remove(field.Name));
        });
        Assert.Empty(stored);
    });

    [Fact]
    public void A_record_with_an_unclassified_field_is_not_read() => Assert.Contains(
        "Unclassified.Secret", Assert.Throws<InvalidOperationException>(() => EventFields.Of(typeof(Unclassified))).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_command_says_in_which_stages_it_is_possible()
    {
        Assert.Equal(CommandTypes.ToHashSet(), RandomCommands.Possible.Keys.ToHashSet());
        Assert.All(CommandTypes, type =>
        {
            var command = (CaseCommand)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
            Assert.NotEmpty(command.Possible);
            var refused = Assert.IsType<Decision.Refused>(command.DecideOn(CaseState.Initial, By.Act(By.Owner())));
            Assert.Equal(type == typeof(SubmitRequest) ? "FIELD-CHANNEL" : "INV-01", refused.Rule);
        });
    }

    private static HashSet<string> Names(JsonElement group) => [.. group.EnumerateObject().Select(member => member.Name)];

    private static Type[] SubtypesOf(Type parent) =>
        [.. parent.Assembly.GetTypes().Where(type => type.IsSubclassOf(parent) && !type.IsAbstract)];

    private sealed record Unclassified(Envelope Envelope, [Public] string Name, string Secret);
}
