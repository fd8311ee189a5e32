using Ledger.Deciding;
using System.Text;
using System.Text.Json;
using Ledger.Cases;

namespace PublicApi.Imports;

/// <summary>
/// One service request of GeoReport v2 (wiki.open311.org/GeoReport_v2), from its JSON members to an account. The
/// standard has no closing time: for a closed request it is <c>updated_datetime</c>. An update before the request is
/// taken as it is, because real systems have such records.
/// </summary>
internal sealed class Open311Request(SourceNames names)
{
    /// <summary>The standard is an online interface and does not say how the requester came to it.</summary>
    private const string Channel = Channels.Online;

    private const string Category = "OTHER";
    private const int Id = 0;
    private const int Requested = 1;
    private const int Updated = 2;
    private const int Status = 3;
    private const int ServiceCode = 4;
    private const int ServiceName = 5;

    private static readonly string[] Members =
        ["service_request_id", "requested_datetime", "updated_datetime", "status", "service_code", "service_name"];

    private readonly string?[] values = new string?[Members.Length];
    private readonly string?[] faults = new string?[Members.Length];
    private readonly bool[] seen = new bool[Members.Length];

    /// <summary>Reads to the end of the object; false when the bytes end before it.</summary>
    public bool TryRead(ref Utf8JsonReader reader)
    {
        Array.Clear(values);
        Array.Clear(faults);
        Array.Clear(seen);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return true;
            }

            var member = MemberOf(ref reader);
            if (!reader.Read())
            {
                return false;
            }

            if (member >= 0)
            {
                Take(member, ref reader);
            }

            if (!reader.TrySkip())
            {
                return false;
            }
        }

        return false;
    }

    public SourceRecord ToRecord(string file, long record)
    {
        var fault = new FirstFault();
        var id = Text(fault, Id, SourceTexts.WhyRefused);
        var requested = Time(fault, Requested);
        var updated = Time(fault, Updated);
        var status = StatusOf(fault);
        var code = Text(fault, ServiceCode, SourceTexts.WhyRefused);
        var name = Text(fault, ServiceName, SourceTexts.WhyNotPublic);
        return fault.Field is null
            ? new RecordSourceAccount(
                names.System, id, names.Node, Channel, code, name, Category, names.RegionCode, requested.Instant,
                requested.UtcOffsetMinutes, updated.Instant, status, status == SourceStatus.Closed ? updated.Instant : null)
            : fault.ToRefusal(file, record);
    }

    private static int MemberOf(ref Utf8JsonReader reader)
    {
        for (var member = 0; member < Members.Length; member++)
        {
            if (reader.ValueTextEquals(Members[member]))
            {
                return member;
            }
        }

        return -1;
    }

    private void Take(int member, ref Utf8JsonReader reader)
    {
        if (seen[member])
        {
            faults[member] = "stands twice in the record";
        }

        seen[member] = true;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                break;
            case JsonTokenType.String:
                TakeText(member, ref reader);
                break;
            case JsonTokenType.Number:
                // Some servers send their ids as numbers; the digits are the id.
                values[member] = Encoding.ASCII.GetString(reader.ValueSpan);
                break;
            default:
                faults[member] = "is not a text";
                break;
        }
    }

    private void TakeText(int member, ref Utf8JsonReader reader)
    {
        try
        {
            values[member] = reader.GetString();
        }
        catch (InvalidOperationException)
        {
            faults[member] = "is not text: half of a surrogate pair, or bytes that are not UTF-8";
        }
    }

    private string Text(FirstFault fault, int member, Func<string?, string?> whyRefused)
    {
        if ((faults[member] ?? whyRefused(values[member])) is { } reason)
        {
            fault.Note(Members[member], reason);
        }

        return values[member] ?? "";
    }

    private SourceTime Time(FirstFault fault, int member)
    {
        if (values[member] is not { Length: > 0 } text || faults[member] is not null)
        {
            fault.Note(Members[member], faults[member] ?? "is missing");
            return default;
        }

        var time = SourceClock.Rfc3339.Read(text, out var reason);
        if (time is null)
        {
            fault.Note(Members[member], reason);
        }

        return time ?? default;
    }

    private SourceStatus StatusOf(FirstFault fault)
    {
        var status = Text(fault, Status, SourceTexts.WhyRefused);
        if (status.Equals("closed", StringComparison.OrdinalIgnoreCase))
        {
            return SourceStatus.Closed;
        }

        if (!status.Equals("open", StringComparison.OrdinalIgnoreCase))
        {
            fault.Note(Members[Status], $"{SourceTexts.Quote(status)} is neither open nor closed");
        }

        return SourceStatus.Open;
    }
}
