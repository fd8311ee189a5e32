using System.Text;
using System.Text.Json;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Journal;

/// <summary>Stored and published shapes last for ever: a change here needs a new version of the type.</summary>
public sealed class EventSnapshotTests
{
    [Theory]
    [MemberData(nameof(SampleFacts.Names), MemberType = typeof(SampleFacts))]
    public void An_event_is_stored_and_published_in_its_approved_shape(string storedName)
    {
        var fact = SampleFacts.Named(storedName);
        var stored = Encoding.UTF8.GetString(StoredEvents.Encode(fact));
        var published = Encoding.UTF8.GetString(SampleFacts.PublicBytes(fact));

        Snapshot.Match($"{stored}\n{published}\n", $"Snapshots/{storedName}");
    }

    [Theory]
    [MemberData(nameof(SampleFacts.Names), MemberType = typeof(SampleFacts))]
    public void A_stored_event_reads_back_as_it_was(string storedName)
    {
        var stored = StoredEvents.Encode(SampleFacts.Named(storedName));

        Assert.Equal(stored, StoredEvents.Encode(StoredEvents.Decode(storedName, stored)));
    }

    [Theory]
    [MemberData(nameof(SampleFacts.Names), MemberType = typeof(SampleFacts))]
    public void A_stored_event_with_a_member_too_many_or_too_few_is_undecodable(string storedName)
    {
        var stored = Encoding.UTF8.GetString(StoredEvents.Encode(SampleFacts.Named(storedName)));
        var firstMember = JsonDocument.Parse(stored).RootElement.EnumerateObject().First();

        Assert.Throws<UndecodableEventException>(() => Decode(storedName, stored[..^1] + ",\"extra\":1}"));
        Assert.Throws<UndecodableEventException>(() => Decode(storedName, $"{{\"{firstMember.Name}\":{firstMember.Value.GetRawText()}}}"));
    }

    private static LedgerEvent Decode(string storedName, string body) => StoredEvents.Decode(storedName, Encoding.UTF8.GetBytes(body));
}
