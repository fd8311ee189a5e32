using System.Reflection;
using System.Text.Json;
using Ledger.Cases;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Cases;
using Ledger.Transparency;

namespace Ledger.Tests.Auditor;

/// <summary>The schema that outsiders hold the log against says what the catalogue writes.</summary>
public sealed class EntrySchemaTests
{
    private const string Stream = "case-01936f2a-0000-7000-8000-0000000000aa";

    [Fact]
    public void Knows_exactly_the_types_of_the_catalogue() => Assert.Equal(
        EventCatalogue.All.Select(type => (type.Name, type.Version)).ToHashSet(), EntrySchema.Types.Keys.ToHashSet());

    // The file is approved like a snapshot: what a new event publishes is read by a person before outsiders rely on it.
    [Fact]
    public void Says_what_the_catalogue_publishes()
    {
        var approved = Repository.Path("src/Ledger/Transparency/EntrySchema.json");
        var received = Path.ChangeExtension(approved, ".received.json");
        File.Delete(received);
        if (EntrySchemaText.Write() != File.ReadAllText(approved))
        {
            File.WriteAllText(received, EntrySchemaText.Write());
        }

        Assert.False(File.Exists(received), $"The catalogue publishes something else; review {received} and move it over {approved}.");
    }

    [Theory]
    [MemberData(nameof(SampleFacts.Names), MemberType = typeof(SampleFacts))]
    public void Takes_every_sample_and_names_all_its_fields(string storedName)
    {
        var entry = Entry(SampleFacts.Named(storedName));

        Assert.Null(EntrySchema.WhyWrong(entry));
        Assert.Equal(entry.Fields.All.Select(field => field.Key), Rules(entry).Select(rule => rule.Name));
    }

    [Theory]
    [MemberData(nameof(SampleFacts.Names), MemberType = typeof(SampleFacts))]
    public void A_field_may_be_missing_exactly_where_the_event_may_lack_it(string storedName)
    {
        var fact = SampleFacts.Named(storedName);
        var nullable = new NullabilityInfoContext();
        var mayLack = fact.GetType().GetProperties()
            .Where(property => nullable.Create(property).ReadState == NullabilityState.Nullable)
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))
            .ToHashSet();
        var entry = Entry(fact);

        Assert.All(Rules(entry), rule =>
        {
            Assert.Equal(mayLack.Contains(rule.Name), rule.Optional);
            Assert.Equal(rule.Optional, EntrySchema.WhyWrong(Without(entry, rule.Name)) is null);
        });
    }

    [Theory]
    [MemberData(nameof(SampleFacts.Names), MemberType = typeof(SampleFacts))]
    public void A_field_of_another_kind_and_a_field_too_many_are_wrong(string storedName)
    {
        var entry = Entry(SampleFacts.Named(storedName));

        Assert.All(Rules(entry).Where(rule => rule.Kind != FieldKind.Flag), rule =>
            Assert.NotNull(EntrySchema.WhyWrong(With(entry, rule.Name, new PublicValue.Flag(true)))));
        Assert.All(Rules(entry).Where(rule => rule.Kind is not FieldKind.Text), rule =>
            Assert.NotNull(EntrySchema.WhyWrong(With(entry, rule.Name, new PublicValue.Text("text")))));
        entry.Fields.Add("zz", "too many");
        Assert.Contains("'zz'", EntrySchema.WhyWrong(entry), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("request.imagined", 1, Stream)]
    [InlineData("request.accepted", 2, Stream)]
    [InlineData("request.accepted", 1, "case-1")]
    [InlineData("request.accepted", 1, "case-01936F2A-0000-7000-8000-0000000000AA")]
    [InlineData("request.accepted", 1, "01936f2a-0000-7000-8000-0000000000aa")]
    public void An_unknown_type_and_a_stream_that_is_no_case_are_wrong(string type, int version, string stream) => Assert.NotNull(
        EntrySchema.WhyWrong(Entry(SampleFacts.All[1]) with { Type = type, TypeVersion = version, Stream = stream }));

    [Fact]
    public void A_wrong_fee_line_is_wrong()
    {
        var entry = Entry(SampleFacts.Named("fee.charged.v1"));
        var line = new PublicValue.Group(new PublicFields().Add("discount_fen", 1));

        Assert.NotNull(EntrySchema.WhyWrong(With(entry, "lines", new PublicValue.List([line]))));
    }

    private static PublicEntry Entry(LedgerEvent fact) => PublicEntries.Of(
        new LeafIndex(0), Guid.Empty, fact is CaseEvent ? Stream : EventCatalogue.For(fact).Area.Prefix + "1", new StreamVersion(1), fact);

    private static IReadOnlyList<FieldRule> Rules(PublicEntry entry) => EntrySchema.Types[(entry.Type, entry.TypeVersion)].Public;

    private static PublicEntry Without(PublicEntry entry, string name) => Changed(entry, name, null);

    private static PublicEntry With(PublicEntry entry, string name, PublicValue value) => Changed(entry, name, value);

    private static PublicEntry Changed(PublicEntry entry, string name, PublicValue? value)
    {
        var fields = new PublicFields();
        foreach (var field in entry.Fields.All)
        {
            if (field.Key != name || value is not null)
            {
                fields.Add(field.Key, field.Key == name ? value! : field.Value);
            }
        }

        return entry with { Fields = fields };
    }
}
