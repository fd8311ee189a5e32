using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;
using Ledger.Transparency;

namespace PublicApi.GraphQL;

/// <summary>An instant in the ledger's one written form; so what an answer says equals what the entry says.</summary>
public sealed class InstantScalar : ScalarGraphType
{
    private static readonly string[] Forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public InstantScalar()
    {
        Name = "DateTime";
        Description = "An instant, UTC, to the millisecond, such as 2026-01-05T08:00:00.000Z; as an argument with any offset (RFC 3339). 时刻（世界协调时，精确到毫秒）；作为参数时可带任意时区偏移。";
    }

    public override object? Serialize(object? value) => value switch
    {
        null => null,
        DateTimeOffset instant => Instants.Write(instant),
        _ => ThrowSerializationError(value),
    };

    /// <summary>Takes RFC 3339 with seconds and an offset, and cuts it to the millisecond.</summary>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        string text when TryRead(text, out var instant) => instant,
        _ => ThrowValueConversionError(value),
    };

    // K would take an instant without an offset for one of this machine's own.
    internal static bool TryRead(string text, out DateTimeOffset instant)
    {
        var isRead = DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var found)
            && (text[^1] == 'Z' || text[^6] is '+' or '-');
        instant = Instants.ToMillisecond(found);
        return isRead;
    }
}

/// <summary>Takes digits in a string too: cursors are strings, and a position is its own cursor.</summary>
public sealed class LongScalar : LongGraphType
{
    public LongScalar()
    {
        Name = "Long";
        Description = "An integer of 64 bits; as an argument also as a string of digits. 64位整数；作为参数时也可写成数字字符串。";
    }

    public override bool CanParseLiteral(GraphQLValue value) =>
        value is GraphQLStringValue text ? TryParse(text.Value.ToString(), out _) : base.CanParseLiteral(value);

    public override object? ParseLiteral(GraphQLValue value) =>
        value is GraphQLStringValue text ? Parse(text.Value.ToString()) : base.ParseLiteral(value);

    public override bool CanParseValue(object? value) =>
        value is string text ? TryParse(text, out _) : base.CanParseValue(value);

    public override object? ParseValue(object? value) => value is string text ? Parse(text) : base.ParseValue(value);

    private object Parse(string text) => TryParse(text, out var number) ? number : ThrowValueConversionError(text)!;

    private static bool TryParse(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}

/// <summary>An exact number: what is published is what was computed, not the nearest double.</summary>
public sealed class DecimalScalar : DecimalGraphType
{
    public DecimalScalar()
    {
        Name = "Decimal";
        Description = "An exact decimal number. 精确的十进制数。";
    }
}
