using System.Text.Json;

namespace Ledger.Transparency;

/// <summary>Place of an entry in the public log, counted from 0 without gaps.</summary>
public readonly record struct LeafIndex(long Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>How many entries a state of the public log has.</summary>
public readonly record struct TreeSize(long Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>
/// What the world may see of one event. <see cref="WriteTo"/> gives its leaf bytes: canonical JSON (RFC 8785) of the
/// members <c>at</c> occurred, <c>cause</c> causing event (only where there is one), <c>ch</c> channel, <c>com</c> commitments to
/// confidential fields (only where the type has some), <c>i</c> position,
/// <c>id</c> event id, <c>n</c> version in its stream (from 1), <c>node</c>, <c>pub</c> the public fields,
/// <c>rec</c> recorded, <c>role</c>, <c>s</c> stream, <c>sgn</c> the member's signature (only where one was given), <c>t</c> type, <c>tv</c> version of the type, <c>v</c> = 1.
/// Every public view is a fold over these and nothing else.
/// </summary>
public sealed record PublicEntry(
    LeafIndex Position,
    Guid EventId,
    string Stream,
    long StreamVersion,
    string Type,
    int TypeVersion,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string Node,
    string ActorRole,
    string Channel,
    Guid? CausationId,
    PublicFields Fields)
{
    // Whoever judges months keeps a million entries: instants are kept as ticks of UTC, and a cause, which few have, apart.
    private readonly long occurredAt = OccurredAt.UtcTicks;
    private readonly long recordedAt = RecordedAt.UtcTicks;
    private readonly object? causationId = CausationId;

    public DateTimeOffset OccurredAt
    {
        get => new(occurredAt, TimeSpan.Zero);
        init => occurredAt = value.UtcTicks;
    }

    public DateTimeOffset RecordedAt
    {
        get => new(recordedAt, TimeSpan.Zero);
        init => recordedAt = value.UtcTicks;
    }

    public Guid? CausationId
    {
        get => (Guid?)causationId;
        init => causationId = value;
    }

    /// <summary>Commitments to the confidential fields by field name: base64 of SHA-256 (feed.md 2).</summary>
    public PublicFields Commitments { get; init; } = PublicFields.None;

    /// <summary>The member's own signature over the command that made the event.</summary>
    public CommandSignature? Signature { get; init; }

    private const int FormatVersion = 1;

    /// <summary>A longer entry does not fit the tiled log's 16-bit length (C2SP tlog-tiles, entry bundles).</summary>
    public const int LargestBytes = 65_535;

    public void WriteTo(CanonicalJson json)
    {
        json.StartObject();
        json.Name("at").Instant(OccurredAt);
        if (CausationId is { } cause)
        {
            json.Name("cause").Id(cause);
        }

        json.Name("ch").Text(Channel);
        if (Commitments.Count > 0)
        {
            json.Name("com");
            Commitments.WriteTo(json);
        }

        json.Name("i").Number(Position.Value);
        json.Name("id").Id(EventId);
        json.Name("n").Number(StreamVersion);
        json.Name("node").Text(Node);
        json.Name("pub");
        Fields.WriteTo(json);
        json.Name("rec").Instant(RecordedAt);
        json.Name("role").Text(ActorRole);
        json.Name("s").Text(Stream);
        if (Signature is { } signature)
        {
            json.Name("sgn").StartObject();
            json.Name("cmd").Text(signature.Statement);
            json.Name("kid").Text(signature.KeyId);
            json.Name("sig").Text(signature.Value);
            json.EndObject();
        }

        json.Name("t").Text(Type);
        json.Name("tv").Number(TypeVersion);
        json.Name("v").Number(FormatVersion);
        json.EndObject();
    }

    /// <summary>Reads leaf bytes back, as an outsider does who has nothing but the log.</summary>
    /// <exception cref="FormatException">The bytes are not an entry of this format.</exception>
    public static PublicEntry Parse(ReadOnlyMemory<byte> leaf)
    {
        try
        {
            using var document = JsonDocument.Parse(leaf);
            var root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != FormatVersion)
            {
                throw new FormatException("Unknown entry format.");
            }

            return new PublicEntry(
                new LeafIndex(root.GetProperty("i").GetInt64()),
                root.GetProperty("id").GetGuid(),
                Text(root, "s"),
                root.GetProperty("n").GetInt64(),
                Text(root, "t"),
                root.GetProperty("tv").GetInt32(),
                Instants.Parse(Text(root, "at")),
                Instants.Parse(Text(root, "rec")),
                Text(root, "node"),
                Text(root, "role"),
                Text(root, "ch"),
                root.TryGetProperty("cause", out var cause) ? cause.GetGuid() : null,
                PublicFields.Parse(root.GetProperty("pub")))
            {
                Commitments = root.TryGetProperty("com", out var commitments) ? PublicFields.Parse(commitments) : PublicFields.None,
                Signature = root.TryGetProperty("sgn", out var signature)
                    ? new CommandSignature(Text(signature, "kid"), Text(signature, "cmd"), Text(signature, "sig"))
                    : null,
            };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("Not a public entry.", fault);
        }
    }

    private static string Text(JsonElement root, string name) =>
        root.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");
}
