using NSec.Cryptography;

namespace Ledger.Transparency;

/// <summary>
/// A public key that signs notes, written as a vkey (C2SP signed-note v1.0.0, "Verifier keys"):
/// <code>example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k</code>
/// that is name, id, and the base 64 of the type byte 01 and the 32 bytes of an Ed25519 key. Keys of a type not known
/// here (ML-DSA-44, 06) can be read and named; their signatures count as those of an unknown key.
/// Ed25519 is libsodium's: RFC 8032 without the cofactor, and points of low order refused, as key and in the signature.
/// </summary>
public sealed class NoteVerifier
{
    /// <summary>Ed25519 over the text of the note.</summary>
    public const byte Ed25519Type = 1;

    /// <summary>Ed25519 over a time and a checkpoint: <see cref="Cosignature"/>.</summary>
    public const byte CosignatureType = 4;

    /// <summary>ML-DSA-44, which can be named but not verified.</summary>
    public const byte MLDsa44Type = 6;

    private readonly PublicKey? key;
    private readonly byte[] publicKey;

    internal NoteVerifier(string name, byte type, byte[] publicKey)
        : this(name, NoteKey.Id(name, type, publicKey), type, publicKey)
    {
    }

    private NoteVerifier(string name, uint keyId, byte type, byte[] publicKey)
    {
        (Name, KeyId, Type, this.publicKey) = (name, keyId, type, publicKey);
        if (type is Ed25519Type or CosignatureType
            && !NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out key))
        {
            throw new FormatException("Not an Ed25519 public key of 32 bytes.");
        }
    }

    public string Name { get; }

    public uint KeyId { get; }

    public byte Type { get; }

    public ReadOnlySpan<byte> PublicKeyBytes => publicKey;

    /// <summary>Whether the type is one that is verified here.</summary>
    public bool CanVerify => key is not null;

    /// <exception cref="FormatException">Not a vkey, or its id is not that of the key.</exception>
    public static NoteVerifier Parse(string vkey)
    {
        var (name, id, type, bytes) = NoteKey.Parse(vkey);
        // Other types have their own rules for the id.
        return type is not (Ed25519Type or CosignatureType or MLDsa44Type) || id == NoteKey.Id(name, type, bytes)
            ? new NoteVerifier(name, id, type, bytes)
            : throw new FormatException("The id is not that of this name and key.");
    }

    /// <summary>Whether the signature says to be by this key: by name and id.</summary>
    public bool IsNamedBy(NoteSignature signature) => signature.KeyId == KeyId && signature.KeyName == Name;

    /// <summary>Whether this key made the signature over this text. Never throws for a malformed signature.</summary>
    public bool Verifies(string text, NoteSignature signature) => Type switch
    {
        Ed25519Type => Verifies(StrictText.ToUtf8(text), signature.Bytes),
        CosignatureType => Cosignature.TryReadTime(signature, out var posixSeconds)
            && Verifies(Cosignature.Message(text, posixSeconds), signature.Bytes.AsSpan(Cosignature.TimeBytes)),
        _ => false,
    };

    /// <summary>The vkey.</summary>
    public override string ToString() => NoteKey.Write(Name, KeyId, Type, publicKey);

    private bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        key is not null && SignatureAlgorithm.Ed25519.Verify(key, message, signature);
}
