using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Deciding;

namespace Ledger.Journal;

/// <summary>
/// Tells whether two commands under one idempotency key say the same. Confidential values are left out of the hash: with
/// them, an erased value could be guessed from it by whoever has the key.
/// </summary>
/// <param name="key">Of the ledger; so that hashes tell nothing to an outsider.</param>
public sealed class CommandHashes(byte[] key)
{
    private static readonly JsonSerializerOptions Form = new(JournalJson.Options) { Converters = { new WithoutValue() } };

    /// <param name="command">The command as it was read.</param>
    /// <param name="actor">Node, role and channel, and the time of occurrence where the caller gave one.</param>
    public string Of(object command, params ReadOnlySpan<string> actor) => Convert.ToBase64String(HMACSHA256.HashData(
        key, JsonSerializer.SerializeToUtf8Bytes(new object[] { command.GetType().Name, actor.ToArray(), command }, Form)));

    private sealed class WithoutValue : JsonConverter<Confidential>
    {
        public override Confidential Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("A hash is not read back.");

        public override void Write(Utf8JsonWriter writer, Confidential value, JsonSerializerOptions options) =>
            writer.WriteBooleanValue(true);
    }
}
