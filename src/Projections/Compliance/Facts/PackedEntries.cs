using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ledger.Transparency;

namespace Projections.Compliance.Facts;

/// <summary>What is at the beginning of each packed entry; its values follow.</summary>
/// <param name="Form">Number of its form.</param>
/// <param name="Stream">Number of its stream.</param>
/// <param name="Index">Its place in its stream, as far as it is kept.</param>
/// <param name="Before">Where the entry before it in its stream is; nothing for the first.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct EntryHead(
    long Position, long OccurredAt, long RecordedAt, Guid EventId, long StreamVersion, int Form, int Node, int Stream, int Index, uint Before);

/// <summary>What entries of one kind have in common.</summary>
internal sealed record EntryForm(string Type, int TypeVersion, string ActorRole, string Channel, string[] Names)
{
    /// <inheritdoc cref="CaseEnds.Says"/>
    public bool? IsOver { get; } = CaseEnds.Says(Type);
}

/// <summary>
/// Keeps entries so small that millions of them fit in memory, and no garbage collection has to look at them: their bytes lie one
/// after the other in large blocks, and whoever asks reads from there. What no check can see is left out: commitments, signatures
/// and causes. Nothing is ever taken out.
/// </summary>
internal sealed class PackedEntries
{
    // Places count steps of eight bytes, so that 32 bits reach 32 GB.
    private const int StepBits = 3;
    private const int BlockBits = 19;
    private const int BlockBytes = 1 << (BlockBits + StepBits);

    private readonly List<byte[]> blocks = [];
    private readonly Dictionary<(string Type, int TypeVersion, string ActorRole, string Channel, int Names), int> formNumbers = [];
    private readonly List<EntryForm> forms = [];
    private readonly PackedValues values;
    private int used = BlockBytes;

    public PackedEntries() => values = new PackedValues(Texts);

    public SharedTexts Texts { get; } = new();

    public StreamNumbers Streams { get; } = new();

    public EntryForm Form(int number) => forms[number];

    public ref readonly EntryHead Head(uint place) =>
        ref MemoryMarshal.AsRef<EntryHead>(Block(place).AsSpan(Offset(place), Unsafe.SizeOf<EntryHead>()));

    /// <summary>The block in which an entry lies, and where in it its values begin.</summary>
    public (byte[] Block, int Values) Values(uint place) => (Block(place), Offset(place) + Unsafe.SizeOf<EntryHead>());

    /// <param name="index">Place of the entry in its stream.</param>
    /// <param name="before">Where the entry before it in its stream is.</param>
    /// <returns>Where the entry is.</returns>
    public uint Add(PublicEntry entry, int stream, int index, uint before)
    {
        values.Clear();
        values.Add(entry.Fields);
        var head = new EntryHead(
            entry.Position.Value, entry.OccurredAt.UtcTicks, entry.RecordedAt.UtcTicks, entry.EventId, entry.StreamVersion,
            FormOf(entry), Texts.NumberOf(entry.Node), stream, index, before);
        var size = Unsafe.SizeOf<EntryHead>() + values.Written.Length;
        if (used + size > BlockBytes)
        {
            blocks.Add(GC.AllocateUninitializedArray<byte>(BlockBytes));
            used = 0;
        }

        var room = blocks[^1].AsSpan(used, size);
        MemoryMarshal.Write(room, head);
        values.Written.CopyTo(room[Unsafe.SizeOf<EntryHead>()..]);
        var place = ((uint)(blocks.Count - 1) << BlockBits) | (uint)(used >> StepBits);
        used += (size + (1 << StepBits) - 1) >> StepBits << StepBits;
        return place;
    }

    private byte[] Block(uint place) => blocks[(int)(place >> BlockBits)];

    private static int Offset(uint place) => (int)(place & ((1 << BlockBits) - 1)) << StepBits;

    private int FormOf(PublicEntry entry)
    {
        var key = (entry.Type, entry.TypeVersion, entry.ActorRole, entry.Channel, Texts.NamesOf(entry.Fields));
        if (!formNumbers.TryGetValue(key, out var number))
        {
            formNumbers[key] = number = forms.Count;
            forms.Add(new EntryForm(
                Shared(entry.Type), entry.TypeVersion, Shared(entry.ActorRole), Shared(entry.Channel), Texts.Names(key.Item5)));
        }

        return number;
    }

    private string Shared(string text) => Texts[Texts.NumberOf(text)];
}
