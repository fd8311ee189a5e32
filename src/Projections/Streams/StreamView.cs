using Ledger.Transparency;

namespace Projections.Streams;

/// <summary>
/// What the public sees of one thing of the registry or the catalogue, folded from the public entries of its stream. A row of
/// its view is this record; its code is the key of the stream, what follows on the prefix. A fold takes the facts of its stream in
/// any order.
/// </summary>
public abstract record StreamView : CodedRow
{
    /// <summary>How many entries the stream has.</summary>
    public long Version { get; init; }

    /// <summary>Takes the next public entry of the stream into account.</summary>
    /// <exception cref="FormatException">The entry does not follow on the view, or lacks a field of its type.</exception>
    public StreamView Fold(PublicEntry entry) => entry.StreamVersion == Version + 1
        ? Next(entry) with { Version = entry.StreamVersion }
        : throw new FormatException($"Entry {entry.Position} is version {entry.StreamVersion} of a stream at {Version}.");

    /// <summary>The row after the entry; itself where the entry says nothing that is in this view.</summary>
    protected abstract StreamView Next(PublicEntry entry);
}

/// <summary>One of the views of which each row is one stream's.</summary>
/// <param name="Prefix">Of the streams that it is about.</param>
/// <param name="Begin">The row of a code before the first entry.</param>
public sealed record StreamViewKind(string Name, string Prefix, Type Row, Func<string, StreamView> Begin) : RowView(Name, Row)
{
    /// <summary>The kind of which a row is a <typeparamref name="T"/>.</summary>
    public static StreamViewKind Of<T>(string name, string prefix)
        where T : StreamView, new() => new(name, prefix, typeof(T), static code => new T { Code = code });

    internal override string StoredAs => "jsonb";

    /// <summary>Whether the entry is of a stream that this view is about.</summary>
    public bool IsAbout(PublicEntry entry) => entry.Stream.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The code in the stream id of an entry that this view is about.</summary>
    public string CodeOf(PublicEntry entry) => entry.Stream[Prefix.Length..];
}
