using Ledger.Journal;
using Ledger.Transparency;

namespace Ledger.Cases;

/// <summary>Checks of the shape of single fields. Each answers null, or a refusal whose code names the field, such as
/// <c>FIELD-REASON-CODE</c>. A refusal never repeats the value: it may be anything.</summary>
internal static class Fields
{
    // With these a public entry of the largest quote stays under PublicEntry.LargestBytes.
    public const int LongestCode = 100;
    public const int LongestName = 200;

    // UTC-12:00 to UTC+14:00, the offsets in use.
    private const int LeastOffsetMinutes = -720;
    private const int LargestOffsetMinutes = 840;

    public static Decision? Code(string field, string? value) => Text(field, value, LongestCode);

    public static Decision? OptionalCode(string field, string? value) => value is null ? null : Code(field, value);

    public static Decision? Name(string field, string? value) => Text(field, value, LongestName);

    public static Decision? OneOf(string field, string? value, IReadOnlySet<string> known) =>
        value is not null && known.Contains(value) ? null : Refuse(field, $"has to be one of {string.Join(", ", known)}");

    public static Decision? OptionalOneOf(string field, string? value, IReadOnlySet<string> known) =>
        value is null ? null : OneOf(field, value, known);

    public static Decision? OptionalIndustry(string field, string? value) =>
        value is null or [>= '0' and <= '9', >= '0' and <= '9'] ? null : Refuse(field, "has to be two digits of GB/T 4754");

    public static Decision? Number(string field, long value, long least, long most) =>
        value >= least && value <= most ? null : Refuse(field, $"has to be a whole number from {least} to {most}");

    public static Decision? UtcOffset(string field, int minutes) =>
        Number(field, minutes, LeastOffsetMinutes, LargestOffsetMinutes);

    public static Decision? Future(string field, DateTimeOffset value, Envelope envelope) =>
        Instants.ToMillisecond(value) > envelope.RecordedAt ? null : Refuse(field, "has to be later than now");

    /// <summary>An id the caller gives to something new.</summary>
    public static Decision? FreshId(string field, Guid id, CaseState state)
    {
        if (id == Guid.Empty)
        {
            return Refuse(field, "has to be an id that is not all zeros");
        }

        return state.UsedIds.Contains(id)
            ? Decision.Refuse(Rules.FreshId, $"The {field} stands for something else in this case; a new one is needed.")
            : null;
    }

    public static Decision? Envelope(Envelope envelope) =>
        Code("node", envelope.Node)
        ?? Code("actor_role", envelope.ActorRole)
        ?? OneOf("event_channel", envelope.Channel, Channels.All)
        ?? Name("command_id", envelope.CommandId);

    public static Decision Refuse(string field, string whatWouldBeRight) =>
        Decision.Refuse($"FIELD-{field.ToUpperInvariant().Replace('_', '-')}", $"The field {field} {whatWouldBeRight}.");

    private static Decision? Text(string field, string? value, int longest)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > longest)
        {
            return Refuse(field, $"has to be a text of 1 to {longest} characters");
        }

        return value.Any(char.IsControl) ? Refuse(field, "has to be free of control characters")
            : HasLoneSurrogate(value) ? Refuse(field, "has to be well-formed Unicode, without a lone surrogate")
            : null;
    }

    private static bool HasLoneSurrogate(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsSurrogatePair(value, i))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                return true;
            }
        }

        return false;
    }
}
