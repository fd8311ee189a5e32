using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>A public entry as the facts keep it (<see cref="PackedEntries"/>): the members of <see cref="PublicEntry"/> that checks
/// may see, read when they are asked for.</summary>
public readonly record struct KeptEntry
{
    private readonly PackedEntries all;
    private readonly uint place;

    internal KeptEntry(PackedEntries all, uint place) => (this.all, this.place) = (all, place);

    public LeafIndex Position => new(Head.Position);

    public Guid EventId => Head.EventId;

    public string Stream => all.Streams[Head.Stream];

    public long StreamVersion => Head.StreamVersion;

    public string Type => Form.Type;

    public DateTimeOffset OccurredAt => new(Head.OccurredAt, TimeSpan.Zero);

    public DateTimeOffset RecordedAt => new(Head.RecordedAt, TimeSpan.Zero);

    public string Node => all.Texts[Head.Node];

    public string Channel => Form.Channel;

    public KeptFields Fields
    {
        get
        {
            var (block, values) = all.Values(place);
            return new KeptFields(all.Texts, Form.Names, block, values);
        }
    }

    internal ref readonly EntryHead Head => ref all.Head(place);

    internal uint Place => place;

    private EntryForm Form => all.Form(Head.Form);

    /// <summary>As it came, without what facts do not keep.</summary>
    public PublicEntry Restore() => new(
        Position, EventId, Stream, StreamVersion, Type, Form.TypeVersion, OccurredAt, RecordedAt, Node, Form.ActorRole, Channel,
        CausationId: null, Fields.Restore());
}
