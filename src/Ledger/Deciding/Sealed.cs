using Ledger.Transparency;

namespace Ledger.Deciding;

/// <summary>A confidential value as a command brings it. It has no written form: neither a log line nor an event can hold it.</summary>
public sealed class Confidential(string value)
{
    internal string Value => value;

    public override string ToString() => "(confidential)";
}

/// <summary>
/// A confidential value as an event carries it: a salted commitment (SHA-256, standard base64), which proves the value later
/// and tells nothing about it. Salt and value go to the vault with the event's commit, under the key of the one whose value it is.
/// </summary>
/// <param name="Commitment">32 bytes in base64; for an absent value random, so that absence does not show.</param>
public sealed record Sealed(string Commitment)
{
    /// <summary>What the vault is to keep; null on an event that was read back, and where there is no value.</summary>
    internal Opening? Opening { get; private init; }

    /// <param name="name">Name of the field, as in the stored event.</param>
    /// <param name="subject">Whose value it is: the stream id of a case or an enterprise.</param>
    /// <param name="value">Null where there is none.</param>
    /// <param name="salt">32 random bytes.</param>
    internal static Sealed Of(string name, string subject, Confidential? value, byte[] salt) => value is null
        ? new Sealed(Convert.ToBase64String(salt))
        : new Sealed(Convert.ToBase64String(Commit(name, value.Value, salt))) { Opening = new Opening(subject, value.Value, salt) };

    /// <summary><see cref="Transparency.Commitment.Of"/> a text.</summary>
    public static byte[] Commit(string name, string value, byte[] salt)
    {
        var json = new CanonicalJson();
        json.Text(value);
        return Transparency.Commitment.Of(name, json.Written, salt);
    }

    public override string ToString() => Commitment;
}

/// <summary>What opens a commitment. It lives in the vault and nowhere else.</summary>
internal sealed class Opening(string subject, string value, byte[] salt)
{
    public string Subject => subject;

    public string Value => value;

    public byte[] Salt => salt;
}
