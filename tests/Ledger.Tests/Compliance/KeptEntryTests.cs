using Ledger.Transparency;
using Projections.Compliance.Facts;

namespace Ledger.Tests.Compliance;

/// <summary>Facts keep entries as packed bytes: what is read from there is what was put in, whatever a log says.</summary>
public sealed class KeptEntryTests
{
    private static readonly string[] Texts =
    [
        "", " ", "SC-510100", "transfer", "0190f6e2-0000-7000-8000-00000000000a", "0190F6E2-0000-7000-8000-00000000000A", "0x90f6e2-0000-7000-8000-00000000000a",
        "2026-03-31T15:59:59.999Z", "2026-03-31T15:59:60.000Z", "2026-02-30T00:00:00.000Z", "2026-03-31T15:59:59.9990", "成都市中小企业公共服务平台",
        "half \ud83d", new string('x', 3_000), new string('企', 3_000), "a\0b", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z",
    ];

    private static readonly long[] Numbers = [0, 1, -1, 63, 64, -64, -65, 127, 128, 9_007_199_254_740_991, -9_007_199_254_740_991, long.MaxValue, long.MinValue];

    [Fact]
    public void What_was_put_in_is_read_back()
    {
        var random = Seeded();
        var facts = new NetworkFacts();
        for (var position = 0L; position < 2_000; position++)
        {
            var entry = Entry(random, position, $"report-{random.Next(40)}");
            facts.Add(entry);
            Assert.Equal(Written(entry), Written(facts.Recordings[(int)position].Restore()));
        }
    }

    [Fact]
    public void A_case_has_its_entries_in_order_however_many_lie_between()
    {
        var random = Seeded();
        var facts = new NetworkFacts();
        var added = Enumerable.Range(0, 5_000).Select(position => Entry(random, position, $"case-{CaseOf(random.Next(300))}")).ToList();
        added.ForEach(facts.Add);
        foreach (var stream in added.GroupBy(entry => entry.Stream))
        {
            var found = facts.FindCase(stream.Key)!;
            Assert.Equal(stream.Key, found.Id);
            Assert.Equal(stream.Select(Written), found.Entries.Select(entry => Written(entry.Restore())));
            Assert.Equal(stream.Select(entry => (entry.Type, entry.OccurredAt)), Enumerable.Range(0, found.Count).Select(i => (found.TypeAt(i), found.OccurredAt(i))));
        }
    }

    [Fact]
    public void Each_field_is_found_as_the_fields_of_the_entry_find_it()
    {
        var random = Seeded();
        for (var round = 0; round < 500; round++)
        {
            var facts = new NetworkFacts();
            var entry = Entry(random, position: 0, "report-1");
            facts.Add(entry);
            AssertSame(entry.Fields, facts.Recordings[0].Fields);
        }
    }

    private static void AssertSame(PublicFields fields, KeptFields kept)
    {
        string[] names = [.. fields.Names, "no such field"];
        foreach (var name in names)
        {
            var (text, number) = (fields.FindText(name), fields.FindNumber(name));
            Assert.Equal(text, kept.FindText(name));
            Assert.Equal(number, kept.FindNumber(name));
            Assert.Equal(fields.Says(name), kept.Says(name));
            Assert.Equal(Told(() => fields.RequireText(name)), Told(() => kept.RequireText(name)));
            Assert.Equal(Told(() => fields.RequireNumber(name)), Told(() => kept.RequireNumber(name)));
            Assert.Equal(Told(() => fields.RequireFlag(name)), Told(() => kept.RequireFlag(name)));
            Assert.Equal(Told(() => fields.FindInstant(name)), Told(() => kept.FindInstant(name)));
            Assert.Equal(Told(() => fields.RequireInstant(name)), Told(() => kept.RequireInstant(name)));
            Assert.All(Texts, other => Assert.Equal(text == other, kept.Is(name, other)));
            Assert.Equal(fields.Groups(name).Select(Written), kept.Groups(name).Select(group => Written(group.Restore())));
            Assert.Equal(Told(() => Written(fields.RequireGroup(name))), Told(() => Written(kept.RequireGroup(name).Restore())));
        }
    }

    // What is read, or that it cannot be.
    private static (T? Read, bool Fails) Told<T>(Func<T> read)
    {
        try
        {
            return (read(), false);
        }
        catch (FormatException)
        {
            return (default, true);
        }
    }

    private static PublicEntry Entry(Random random, long position, string stream) => new(
        new LeafIndex(position), Guid.NewGuid(), stream, random.Next(1, 100), $"type.{random.Next(5)}", random.Next(1, 3),
        DateTimeOffset.UnixEpoch.AddMilliseconds(random.NextInt64(4_000_000_000_000)), DateTimeOffset.UnixEpoch.AddMilliseconds(random.NextInt64(4_000_000_000_000)),
        $"SC-{random.Next(30)}", "platform", "online", CausationId: null, Fields(random, depth: 0));

    private static PublicFields Fields(Random random, int depth)
    {
        var fields = new PublicFields();
        for (var i = random.Next(12); i > 0; i--)
        {
            fields.Add($"field_{(char)('z' - i)}", Value(random, depth));
        }

        return fields;
    }

    private static PublicValue Value(Random random, int depth) => random.Next(depth < 3 ? 6 : 4) switch
    {
        0 or 1 => new PublicValue.Text(random.Next(4) == 0 ? Guid.NewGuid().ToString() : Texts[random.Next(Texts.Length)]),
        2 => new PublicValue.Number(Numbers[random.Next(Numbers.Length)]),
        3 => new PublicValue.Flag(random.Next(2) == 0),
        4 => new PublicValue.Group(Fields(random, depth + 1)),
        _ => new PublicValue.List([.. Enumerable.Range(0, random.Next(5)).Select(_ => Value(random, depth + 1))]),
    };

    // Every third is not written as an id.
    private static string CaseOf(int number) => number % 3 == 0 ? $"number {number}" : $"0190f6e2-0000-7000-8000-{number:x12}";

    private static string Written(PublicEntry entry) => string.Join(
        "|", entry.Position, entry.EventId, entry.Stream, entry.StreamVersion, entry.Type, entry.TypeVersion, entry.OccurredAt, entry.RecordedAt, entry.Node,
        entry.ActorRole, entry.Channel, Written(entry.Fields));

    private static string Written(PublicFields fields) => string.Join(",", fields.All.Select(field => $"{field.Key}={Written(field.Value)}"));

    private static string Written(PublicValue value) => value switch
    {
        PublicValue.Text text => $"'{text.Value}'",
        PublicValue.Number number => $"{number.Value}",
        PublicValue.Flag flag => $"{flag.Value}",
        PublicValue.Group group => $"{{{Written(group.Fields)}}}",
        PublicValue.List list => $"[{string.Join(";", list.Items.Select(Written))}]",
        _ => throw new InvalidOperationException(),
    };

    private static Random Seeded()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        return new Random(seed);
    }
}
