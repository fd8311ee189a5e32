using Ledger.Cases;

namespace PublicApi.Imports;

/// <summary>Turns the fields of a row into an account, by the columns that the header of its file has.</summary>
internal sealed class CsvRow
{
    private readonly CsvMapping mapping;
    private readonly Dictionary<string, int> places = [];

    public CsvRow(CsvMapping mapping, string[] header)
    {
        this.mapping = mapping;
        var fault = new FirstFault();
        for (var place = 0; place < header.Length; place++)
        {
            // Exports end in nameless columns now and then; nothing can name those.
            if (header[place].Length > 0 && !places.TryAdd(header[place], place))
            {
                fault.Note(SourceTexts.Quote(header[place]), "stands twice in the header");
            }
        }

        var c = mapping.Columns;
        foreach (var column in new[] { c.Id, c.Requested, c.Updated, c.Closed, c.Cancelled, c.Status, c.ServiceCode, c.ServiceName, c.Category, c.Channel, c.Region, c.Node })
        {
            if (column is not null && !places.ContainsKey(column))
            {
                fault.Note(column, "is not in the header, and the mapping names it");
            }
        }

        HeaderFault = fault.Field is null ? null : fault;
    }

    public FirstFault? HeaderFault { get; }

    public SourceRecord ToRecord(string[] values, string file, long record)
    {
        var columns = mapping.Columns;
        var fault = new FirstFault();
        var id = Text(fault, values, columns.Id, "", SourceTexts.WhyRefused);
        var requested = Time(fault, values, columns.Requested);
        var updated = Time(fault, values, columns.Updated);
        var closed = Time(fault, values, columns.Closed);
        var cancelled = Time(fault, values, columns.Cancelled);
        var status = StatusOf(fault, values, closed, cancelled);
        var code = Text(fault, values, columns.ServiceCode, "", SourceTexts.WhyRefused);
        var name = Text(fault, values, columns.ServiceName, "", SourceTexts.WhyNotPublic);
        var category = Text(fault, values, columns.Category, mapping.Category, SourceTexts.WhyNotPublic);
        var region = Text(fault, values, columns.Region, mapping.Names.RegionCode, SourceTexts.WhyRefused);
        var node = Text(fault, values, columns.Node, mapping.Names.Node, SourceTexts.WhyRefused);
        if (requested is null)
        {
            fault.Note(columns.Requested, "is missing");
        }

        if (fault.Field is not null)
        {
            return fault.ToRefusal(file, record);
        }

        var ended = status switch
        {
            SourceStatus.Closed => closed,
            SourceStatus.Withdrawn => cancelled ?? closed,
            _ => null,
        };
        return new RecordSourceAccount(
            mapping.Names.System, id, node, ChannelOf(values), code, name, category, region, requested!.Value.Instant,
            requested.Value.UtcOffsetMinutes, updated?.Instant ?? Latest(requested, closed, cancelled), status, ended?.Instant);
    }

    private static DateTimeOffset Latest(params ReadOnlySpan<SourceTime?> times)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var time in times)
        {
            latest = time is { } known && known.Instant > latest ? known.Instant : latest;
        }

        return latest;
    }

    /// <summary>The field, or null where the source has no such column or says nothing in it.</summary>
    private string? Value(string[] values, string? column)
    {
        var value = column is null ? null : values[places[column]];
        return value is null || mapping.IsMissing(value) ? null : value;
    }

    private string Text(FirstFault fault, string[] values, string? column, string otherwise, Func<string?, string?> whyRefused)
    {
        var value = Value(values, column);
        if ((value is not null || otherwise.Length == 0) && whyRefused(value) is { } reason)
        {
            fault.Note(column!, reason);
        }

        return value ?? otherwise;
    }

    private SourceTime? Time(FirstFault fault, string[] values, string? column)
    {
        if (Value(values, column) is not { } text)
        {
            return null;
        }

        var time = mapping.Clock.Read(text, out var reason);
        if (time is null)
        {
            fault.Note(column!, reason);
        }

        return time;
    }

    /// <summary>
    /// The word binds: an open request may keep the closing time it had before it was reopened. Without a column for
    /// the status, the times tell it.
    /// </summary>
    private SourceStatus StatusOf(FirstFault fault, string[] values, SourceTime? closed, SourceTime? cancelled)
    {
        if (mapping.Columns.Status is not { } column)
        {
            return closed is not null ? SourceStatus.Closed : cancelled is not null ? SourceStatus.Withdrawn : SourceStatus.Open;
        }

        if (Value(values, column) is not { } word)
        {
            fault.Note(column, "is missing");
            return SourceStatus.Open;
        }

        if (!mapping.Statuses.TryGetValue(word.Trim(), out var status))
        {
            fault.Note(column, $"{SourceTexts.Quote(word)} is not among the statuses of the mapping");
        }

        if (status == SourceStatus.Closed && closed is null)
        {
            fault.Note(mapping.Columns.Closed ?? column, "is missing, and the status says closed");
        }

        if (status == SourceStatus.Withdrawn && cancelled is null && closed is null)
        {
            fault.Note(mapping.Columns.Cancelled ?? column, "is missing, and the status says withdrawn");
        }

        return status;
    }

    private string ChannelOf(string[] values) =>
        Value(values, mapping.Columns.Channel) is { } word && mapping.Channels.TryGetValue(word.Trim(), out var channel)
            ? channel
            : mapping.Channel;
}
