using System.Text.Json;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Transparency;

namespace Ledger.Tests.Registry;

/// <summary>Keys of nodes and what they sign.</summary>
internal static class Signing
{
    public static NoteSigner Key(string node, byte seed) => NoteSigner.FromSeed(node, Enumerable.Repeat(seed, NoteSigner.SeedBytes).ToArray());

    public static string Public(this NoteSigner key) => Convert.ToBase64String(key.Verifier.PublicKeyBytes);

    public static string Id(this NoteSigner key) => CommandSignature.KeyIdOf(key.Verifier.PublicKeyBytes);

    /// <summary>The envelope with the key's signature over the command; members named are hidden by salts of one byte value each.</summary>
    public static Envelope Signed(this Envelope envelope, NoteSigner key, string stream, object command, params string[] hidden)
    {
        var salts = hidden.Select((name, i) => (name, salt: Enumerable.Repeat((byte)(i + 1), Commitment.SaltBytes).ToArray()))
            .ToDictionary(pair => pair.name, pair => pair.salt);
        var fields = CommandStatement.FieldsOf(JsonSerializer.SerializeToElement(command, command.GetType(), JournalJson.Options), salts);
        return envelope with
        {
            Signature = key.Sign(new CommandStatement(
                envelope.Channel, command.GetType().Name, fields, envelope.CommandId, envelope.Node, envelope.OccurredAt, envelope.ActorRole, stream)),
        };
    }
}

/// <summary>A world in which commands are decided, and an outsider who reads what follows.</summary>
internal sealed class SignedHistory(World world)
{
    private readonly Dictionary<string, long> versions = [];
    private int number;

    public World World { get; private set; } = world;

    public List<PublicEntry> Entries { get; } = [];

    /// <summary>What an outsider says of each entry so far.</summary>
    public SignatureChecks Outsider { get; } = new();

    public Envelope By(string node) => World.By(node, World.Now, $"{new Guid(number++, 0, 0, new byte[8])}");

    public void Wait(TimeSpan time) => World = World.Later(time);

    /// <summary>Null where the command is accepted, and then an outsider has nothing to say; else the rule that refuses it.</summary>
    public string? Do<T>(string stream, Command<T> command, Envelope envelope)
        where T : StreamState<T>, new()
    {
        var decision = command.DecideOn(World.Find<T>(stream), new Act(stream, envelope, World.Network, () => new byte[32]));
        if (decision is Decision.Refused refused)
        {
            return refused.Rule;
        }

        foreach (var fact in ((Decision.Accepted)decision).Events)
        {
            World = World.Given(stream, fact);
            Assert.Null(Outsider.WhyWrong(Entry(stream, fact)));
        }

        return null;
    }

    /// <summary>The next entry of the log, as if the fact had been put there.</summary>
    public PublicEntry Entry(string stream, LedgerEvent fact)
    {
        versions[stream] = versions.GetValueOrDefault(stream) + 1;
        Entries.Add(PublicEntries.Of(new LeafIndex(Entries.Count), Guid.CreateVersion7(), stream, new StreamVersion(versions[stream]), fact));
        return Entries[^1];
    }
}
