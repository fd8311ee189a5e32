using System.Buffers.Binary;
using NSec.Cryptography;

namespace Ledger.Transparency;

/// <summary>
/// A private key that signs notes, written as golang.org/x/mod/sumdb/note writes it:
/// <code>PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz</code>
/// that is name, id of the public key, and the base 64 of the type byte and the seed of 32 bytes (RFC 8032). The same
/// text with type 04 is a witness's key. Signatures are deterministic.
/// </summary>
public sealed class NoteSigner : IDisposable
{
    public const int SeedBytes = 32;

    private const string Prefix = "PRIVATE+KEY+";

    private readonly Key key;

    private NoteSigner(string name, byte type, ReadOnlySpan<byte> seed)
    {
        NoteKey.CheckName(name);
        if (type is not (NoteVerifier.Ed25519Type or NoteVerifier.CosignatureType) || seed.Length != SeedBytes)
        {
            throw new FormatException("A private key is of type 01 or 04 and has a seed of 32 bytes.");
        }

        key = Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey);
        Verifier = new NoteVerifier(name, type, key.PublicKey.Export(KeyBlobFormat.RawPublicKey));
    }

    /// <summary>The public half.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>A key that signs notes (type 01), from 32 random bytes of the caller.</summary>
    public static NoteSigner FromSeed(string name, ReadOnlySpan<byte> seed) => new(name, NoteVerifier.Ed25519Type, seed);

    /// <summary>A witness's key (type 04), from 32 random bytes of the caller, used for nothing else.</summary>
    public static NoteSigner CosignerFromSeed(string name, ReadOnlySpan<byte> seed) => new(name, NoteVerifier.CosignatureType, seed);

    /// <exception cref="FormatException">Not a private key, or its id is not that of the key. The message has no part of it.</exception>
    public static NoteSigner Parse(string privateKey)
    {
        if (!privateKey.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new FormatException($"A private key begins with {Prefix}.");
        }

        var (name, id, type, seed) = NoteKey.Parse(privateKey[Prefix.Length..]);
        var signer = new NoteSigner(name, type, seed);
        if (signer.Verifier.KeyId != id)
        {
            signer.Dispose();
            throw new FormatException("The id is not that of this name and key.");
        }

        return signer;
    }

    /// <summary>The text that <see cref="Parse"/> reads, for the seed of <paramref name="verifier"/>; it is secret.</summary>
    public static string WritePrivateKey(NoteVerifier verifier, ReadOnlySpan<byte> seed) =>
        Prefix + NoteKey.Write(verifier.Name, verifier.KeyId, verifier.Type, seed);

    /// <param name="text">Ends in a newline, which is signed too.</param>
    /// <exception cref="FormatException">The text cannot be a note's.</exception>
    /// <exception cref="InvalidOperationException">A witness's key signs checkpoints only: <see cref="Cosign"/>.</exception>
    public NoteSignature Sign(string text)
    {
        Require(NoteVerifier.Ed25519Type);
        SignedNote.CheckText(text);
        return Signed(SignatureAlgorithm.Ed25519.Sign(key, StrictText.ToUtf8(text)));
    }

    /// <summary>A node's signature over a command, by a key whose name is the node's code. A statement is no note's text: it has no newline.</summary>
    public CommandSignature Sign(CommandStatement statement)
    {
        Require(NoteVerifier.Ed25519Type);
        var text = statement.Write();
        var signature = SignatureAlgorithm.Ed25519.Sign(key, StrictText.ToUtf8(text));
        return new CommandSignature(CommandSignature.KeyIdOf(Verifier.PublicKeyBytes), text, Convert.ToBase64String(signature));
    }

    /// <summary>A witness's signature of type 04, over the checkpoint's whole text and the time.</summary>
    /// <param name="checkpointText">With extension lines, without signatures.</param>
    /// <param name="posixSeconds">Of signing, from 0.</param>
    /// <exception cref="FormatException">The text is no checkpoint.</exception>
    public NoteSignature Cosign(string checkpointText, long posixSeconds)
    {
        Require(NoteVerifier.CosignatureType);
        ArgumentOutOfRangeException.ThrowIfNegative(posixSeconds);
        _ = Checkpoint.Parse(checkpointText);
        var time = new byte[Cosignature.TimeBytes];
        BinaryPrimitives.WriteInt64BigEndian(time, posixSeconds);
        return Signed([.. time, .. SignatureAlgorithm.Ed25519.Sign(key, Cosignature.Message(checkpointText, posixSeconds))]);
    }

    public void Dispose() => key.Dispose();

    private NoteSignature Signed(byte[] bytes) => new(Verifier.Name, Verifier.KeyId, bytes);

    private void Require(byte type)
    {
        if (Verifier.Type != type)
        {
            throw new InvalidOperationException($"A key of type {Verifier.Type:x2} makes no signatures of type {type:x2}.");
        }
    }
}
