using System.Buffers.Binary;
using Ledger.Transparency;

namespace PublicApi.Auditor;

/// <summary>An entry that is all right by itself.</summary>
/// <param name="Offset">Of its first byte in its bundle.</param>
internal sealed record AuditedEntry(PublicEntry Entry, byte[] LeafHash, int Offset);

/// <summary>The entries of a bundle up to its end or its first fault.</summary>
/// <param name="Fault">What is wrong with the entry after these; null when the bundle ends there.</param>
/// <param name="FaultyLeafHash">The hash of that entry's bytes; null when not even these can be told.</param>
internal sealed record AuditedBundle(
    string Path, IReadOnlyList<AuditedEntry> Entries, LogFaultException? Fault = null, byte[]? FaultyLeafHash = null);

/// <summary>
/// Reads entry bundles (each entry after its length, two bytes, the greater first) and holds every entry against what can be
/// said of it alone: it has its place, its bytes are the one canonical form, its fields are those of its type.
/// </summary>
internal static class BundleReader
{
    private const int LengthBytes = 2;

    /// <param name="first">The position of the bundle's first entry.</param>
    /// <param name="count">How many entries it must have, or begin with.</param>
    public static AuditedBundle Read(LogFile file, long first, int count)
    {
        var entries = new List<AuditedEntry>(count);
        var json = new CanonicalJson();
        var offset = 0;
        for (var position = first; position < first + count; position++)
        {
            if (LengthAt(file.Bytes, offset) is not { } length)
            {
                return new AuditedBundle(
                    file.Path, entries, new LogFaultException(file.Path, "the bundle ends within this entry or before it", position, file.Bytes.Length));
            }

            var leaf = file.Bytes.AsMemory(offset + LengthBytes, length);
            var hash = Merkle.LeafHash(leaf.Span);
            try
            {
                entries.Add(new AuditedEntry(ReadEntry(leaf, position, json), hash, offset + LengthBytes));
            }
            catch (WrongEntryException wrong)
            {
                var fault = new LogFaultException(file.Path, wrong.Message, position, offset + LengthBytes + wrong.Offset);
                return new AuditedBundle(file.Path, entries, fault, hash);
            }

            offset += LengthBytes + length;
        }

        return file.MayGoOn || offset == file.Bytes.Length
            ? new AuditedBundle(file.Path, entries)
            : new AuditedBundle(file.Path, entries, new LogFaultException(file.Path, $"goes on after its {count} entries", first + count, offset));
    }

    private static int? LengthAt(byte[] bundle, int offset)
    {
        if (bundle.Length - offset < LengthBytes)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(offset));
        return bundle.Length - offset - LengthBytes < length ? null : length;
    }

    private static PublicEntry ReadEntry(ReadOnlyMemory<byte> leaf, long position, CanonicalJson json)
    {
        var entry = Parse(leaf);
        CheckCanonical(entry, leaf.Span, json);
        return entry.Position.Value != position
            ? throw new WrongEntryException($"the entry says that it is entry {entry.Position}")
            : EntrySchema.WhyWrong(entry) is { } reason
                ? throw new WrongEntryException($"the entry {reason}")
                : entry;
    }

    private static PublicEntry Parse(ReadOnlyMemory<byte> leaf)
    {
        try
        {
            return PublicEntry.Parse(leaf);
        }
        catch (FormatException fault)
        {
            throw new WrongEntryException($"these bytes are no public entry: {(fault.InnerException ?? fault).Message}");
        }
    }

    private static void CheckCanonical(PublicEntry entry, ReadOnlySpan<byte> leaf, CanonicalJson json)
    {
        json.Clear();
        try
        {
            entry.WriteTo(json);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            throw new WrongEntryException($"the entry has no canonical form: {fault.Message}");
        }

        if (!json.Written.SequenceEqual(leaf))
        {
            throw new WrongEntryException("the entry is not in its canonical form", json.Written.CommonPrefixLength(leaf));
        }
    }

    /// <param name="offset">Within the entry.</param>
    private sealed class WrongEntryException(string message, int offset = 0) : Exception(message)
    {
        public int Offset => offset;
    }
}
