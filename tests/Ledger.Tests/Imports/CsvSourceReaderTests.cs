using System.Text;
using Ledger.Cases;
using Ledger.Deciding;
using PublicApi.Imports;

namespace Ledger.Tests.Imports;

public sealed class CsvSourceReaderTests
{
    private const string Header = "id,date,district,category,text\n";

    private const string FullMapping = """
        {
          "source": "town", "node": "hall", "time_zone": "Europe/Berlin", "date_formats": ["uuuu-MM-dd HH:mm", "uuuu-MM-dd"],
          "missing": ["NA"], "category": "GENERAL", "region": "510100", "channel": "counter",
          "columns": {
            "id": "Nr", "requested": "from", "updated": "touched", "closed": "done", "cancelled": "off", "status": "state",
            "service_code": "code", "service_name": "service", "category": "group", "channel": "way", "region": "part", "node": "desk"
          },
          "statuses": { "open": ["new", "in work"], "closed": ["Done"], "withdrawn": ["off"] },
          "channels": { "call": ["Phone"], "mobile": ["App"] }
        }
        """;

    private const string FullHeader = "Nr,from,touched,done,off,state,code,service,group,way,part,desk\n";

    private static readonly string[] FormatsWithOffset = ["rfc3339", "uuuu-MM-dd HH:mm o<m>"];

    private static readonly CsvMapping Full = Mappings.FromText(FullMapping);
    private static readonly CsvMapping Simple = Mappings.FromText(Mappings.Simple);

    [Fact]
    public async Task Takes_every_column_that_the_mapping_names()
    {
        var account = Reading.Account(await Reading.CsvAsync(
            Full, FullHeader + "A-1,2026-01-05 08:00,2026-01-07 09:00,2026-01-06 10:30,NA, DONE ,7, Noise ,Order,phone,510104,desk-2\n"));

        Assert.Equal(
            new RecordSourceAccount(
                "town", "A-1", "desk-2", Channels.Call, "7", " Noise ", "Order", "510104", At("2026-01-05T07:00Z"), 60,
                At("2026-01-07T08:00Z"), SourceStatus.Closed, At("2026-01-06T09:30Z")),
            account);
    }

    [Fact]
    public async Task Fills_what_a_row_does_not_state_from_the_mapping()
    {
        var account = Reading.Account(await Reading.CsvAsync(
            Full, FullHeader + "A-1,2026-07-05,,,,in work,7,Noise,NA, ,,\n"));

        Assert.Equal(
            new RecordSourceAccount(
                "town", "A-1", "hall", Channels.Counter, "7", "Noise", "GENERAL", "510100", At("2026-07-04T22:00Z"), 120,
                At("2026-07-04T22:00Z"), SourceStatus.Open, EndedAt: null),
            account);
    }

    [Fact]
    public async Task A_withdrawn_request_ends_when_it_was_cancelled_and_is_as_new_as_its_latest_time()
    {
        var account = Reading.Account(await Reading.CsvAsync(
            Full, FullHeader + "A-1,2026-01-05,,2026-01-06,2026-01-08,off,7,Noise,,Fax,,\n"));

        Assert.Equal((SourceStatus.Withdrawn, At("2026-01-07T23:00Z")), (account.Status, account.EndedAt));
        Assert.Equal(At("2026-01-07T23:00Z"), account.UpdatedAt);
        Assert.Equal(Channels.Counter, account.Channel);
    }

    [Fact]
    public async Task An_open_request_may_still_show_an_earlier_closing_and_a_closing_may_come_before_the_request()
    {
        var records = await Reading.CsvAsync(
            Full, FullHeader + "A-1,2026-01-05,,2026-01-06,,new,7,Noise,,,,\nA-2,2026-01-05,,2026-01-01,,done,7,Noise,,,,\n");

        Assert.Equal((SourceStatus.Open, null), (records[0].Account!.Status, records[0].Account!.EndedAt));
        Assert.Equal(At("2026-01-05T23:00Z"), records[0].Account!.UpdatedAt);
        Assert.Equal(At("2025-12-31T23:00Z"), records[1].Account!.EndedAt);
        Assert.Equal(At("2026-01-04T23:00Z"), records[1].Account!.UpdatedAt);
    }

    [Theory]
    [InlineData(",2026-01-05,,,,new,7,Noise,,,,", "Nr", "is missing")]
    [InlineData("NA,2026-01-05,,,,new,7,Noise,,,,", "Nr", "is missing")]
    [InlineData("1,,,,,new,7,Noise,,,,", "from", "is missing")]
    [InlineData("1,2026-1-5,,,,new,7,Noise,,,,", "from", "'2026-1-5' is not of the form uuuu-MM-dd HH:mm or uuuu-MM-dd")]
    [InlineData("1,2026-02-30,,,,new,7,Noise,,,,", "from", "'2026-02-30' is not of the form uuuu-MM-dd HH:mm or uuuu-MM-dd")]
    [InlineData("1,2026-03-29 02:30,,,,new,7,Noise,,,,", "from", "'2026-03-29 02:30' does not exist in Europe/Berlin: the clocks went forward over it")]
    [InlineData("1,2026-01-05,44927,,,new,7,Noise,,,,", "touched", "'44927' is not of the form uuuu-MM-dd HH:mm or uuuu-MM-dd")]
    [InlineData("1,2026-01-05,,1899-01-01,,done,7,Noise,,,,", "done", "'1899-01-01' is not in the years 1900 to 2199")]
    [InlineData("1,2026-01-05,,,,done,7,Noise,,,,", "done", "is missing, and the status says closed")]
    [InlineData("1,2026-01-05,,,,off,7,Noise,,,,", "off", "is missing, and the status says withdrawn")]
    [InlineData("1,2026-01-05,,,,lost,7,Noise,,,,", "state", "'lost' is not among the statuses of the mapping")]
    [InlineData("1,2026-01-05,,,,,7,Noise,,,,", "state", "is missing")]
    [InlineData("1,2026-01-05,,,,new,,Noise,,,,", "code", "is missing")]
    [InlineData("1,2026-01-05,,,,new,7,NA,,,,", "service", "is missing")]
    [InlineData("1,2026-01-05,,,,new,7,Noise at 617-555-1234,,,,", "service", "looks like a phone number, and this field is public")]
    [InlineData("1,2026-01-05,,,,new,7,Noise,jo@example.org,,,", "group", "looks like an e-mail address, and this field is public")]
    [InlineData("1,2026-01-05,,,,new,7,\"No\nise\",,,,", "service", "has the forbidden character U+000A at character 3")]
    [InlineData("1,2026-01-05,,,,new,7,Noise,,,,,", "record", "has 13 fields and the header 12, up to line 2")]
    [InlineData("1,2026-01-05", "record", "has 2 fields and the header 12, up to line 2")]
    [InlineData("1,2026-01-05,,,,new,7,\"Noise\" at,,,,", "record", "has a quoted field that goes on after its quote, or whose quote is never closed, up to line 2")]
    public async Task Refuses_a_row_and_names_its_column(string row, string field, string reason)
    {
        var records = await Reading.CsvAsync(Full, $"{FullHeader}{row}\n9,2026-01-05,,,,new,7,Noise,,,,\n");

        Assert.Equal(2, records.Count);
        Assert.Equal((1, field, reason), (records[0].Refusal!.Record, records[0].Refusal!.Field, records[0].Refusal!.Reason));
        Assert.Equal("9", records[1].Account!.SourceId);
    }

    [Fact]
    public async Task Without_a_column_for_the_status_the_times_tell_it()
    {
        var mapping = Mappings.SimpleWith(("columns", new Dictionary<string, string>
        {
            ["id"] = "id",
            ["requested"] = "date",
            ["closed"] = "c",
            ["cancelled"] = "x",
            ["service_code"] = "s",
        }));
        var records = await Reading.CsvAsync(
            mapping, "id,date,c,x,s\n1,2026-01-05,,,a\n2,2026-01-05,2026-01-06,,a\n3,2026-01-05,,2026-01-06,a\n4,2026-01-05,2026-01-06,2026-01-06,a\n");

        Assert.Equal(
            [SourceStatus.Open, SourceStatus.Closed, SourceStatus.Withdrawn, SourceStatus.Closed],
            records.Select(record => record.Account!.Status));
    }

    [Theory]
    [InlineData("", "file", "the file is empty and has no header")]
    [InlineData("\n\n", "file", "the file is empty and has no header")]
    [InlineData("id,date,district,text\n", "category", "is not in the header, and the mapping names it")]
    [InlineData("id,date,district,category,date\n", "'date'", "stands twice in the header")]
    [InlineData("ID,date,district,category\n", "id", "is not in the header, and the mapping names it")]
    [InlineData("id,date,district,category,\"x\ny", "file", "the header has a quoted field that goes on after its quote, or whose quote is never closed, up to line 2")]
    [InlineData("id,date,district,category,a\0\n", "file", "the header has U+0000, U+FFFF or bytes that are not utf-8, up to line 1")]
    public async Task Refuses_a_file_by_its_header(string csv, string field, string reason)
    {
        var refusal = Reading.Refused(await Reading.CsvAsync(Simple, csv));

        Assert.Equal((0, field, reason), (refusal.Record, refusal.Field, refusal.Reason));
    }

    [Fact]
    public async Task Nameless_columns_at_the_end_are_let_pass() =>
        Assert.Equal("1", Reading.Account(await Reading.CsvAsync(Simple, "id,date,district,category,,\n1,2026-01-05,A,noise,,\n")).SourceId);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Any_line_end_will_do_and_blank_lines_are_not_counted(string end)
    {
        var csv = $"{Header}\n1,2026-01-05,A,noise,\"a\n\nb\"\n\n\n2,2026-01-05,A,noise,x\n3,bad,A,noise,x".Replace("\n", end);
        var records = await Reading.CsvAsync(Simple, csv);

        Assert.Equal(["1", "2", null], records.Select(record => record.Account?.SourceId));
        Assert.Equal(3, records[2].Refusal!.Record);
    }

    [Fact]
    public async Task Keeps_quotes_in_fields_that_do_not_begin_with_one()
    {
        var records = await Reading.CsvAsync(Simple, Header + "1,2026-01-05,5\" pipe,say \"no\",x\n\"2\"\"\",2026-01-05,\"a,b\",\"c\",x\n");

        Assert.Equal(("5\" pipe", "say \"no\""), (records[0].Account!.RegionCode, records[0].Account!.ServiceCode));
        Assert.Equal(("2\"", "a,b", "c"), (records[1].Account!.SourceId, records[1].Account!.RegionCode, records[1].Account!.ServiceCode));
    }

    [Fact]
    public async Task An_unclosed_quote_never_swallows_rows_in_silence()
    {
        var refusal = Reading.Refused(await Reading.CsvAsync(Simple, Header + "1,2026-01-05,A,noise,\"never\n2,2026-01-05,A,noise,y\n"));

        Assert.Equal("has a quoted field that goes on after its quote, or whose quote is never closed, up to line 4", refusal.Reason);
    }

    [Fact]
    public async Task A_field_without_end_stops_the_file()
    {
        var csv = Header + "1,2026-01-05,A,noise,ok\n2,2026-01-05,A,noise,\"" + new string('x', 3_000_000) + "\"\n3,2026-01-05,A,noise,ok\n";
        var records = await Reading.CsvAsync(Simple, csv);

        Assert.Equal(2, records.Count);
        Assert.Equal((2, "file"), (records[1].Refusal!.Record, records[1].Refusal!.Field));
        Assert.EndsWith("or its quote is never closed, up to line 3; the rest of the file was not read", records[1].Refusal!.Reason);
    }

    [Fact]
    public async Task Bytes_that_are_not_of_the_encoding_refuse_their_row_only()
    {
        byte[] csv = [.. Encoding.UTF8.GetBytes(Header + "1,2026-01-05,A,noise,ok\n2,2026-01-05,A,noi"), 0xC3, 0x28,
            .. Encoding.UTF8.GetBytes("se,x\n3,2026-01-05,A,噪声,ok\n")];
        var records = await Reading.CsvAsync(Simple, csv);

        Assert.Equal(["1", null, "3"], records.Select(record => record.Account?.SourceId));
        Assert.Equal(("category", "has U+0000, U+FFFF or bytes that are not utf-8, up to line 3"), (records[1].Refusal!.Field, records[1].Refusal!.Reason));
        Assert.Equal("噪声", records[2].Account!.ServiceCode);
    }

    [Theory]
    [InlineData("utf-8", false, "utf-8")]
    [InlineData("utf-8", true, "utf-8")]
    [InlineData("utf-8", true, "gb18030")]
    [InlineData("utf-16", true, "utf-8")]
    [InlineData("utf-16BE", true, "utf-8")]
    [InlineData("utf-16", false, "utf-16")]
    [InlineData("gb18030", false, "gb18030")]
    public async Task Reads_the_encoding_of_the_mark_or_of_the_mapping(string written, bool withMark, string mapped)
    {
        var mapping = Mappings.SimpleWith(("encoding", mapped));
        var encoding = Encoding.GetEncoding(written);
        byte[] csv = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Header + "1,2026-01-05,锦江区,噪声😀,é\n")];

        var account = Reading.Account(await Reading.CsvAsync(mapping, csv));

        Assert.Equal(("锦江区", "噪声😀"), (account.RegionCode, account.ServiceCode));
    }

    [Fact]
    public async Task Gb18030_read_as_utf_8_is_refused_and_not_garbled()
    {
        _ = Mappings.SimpleWith(("encoding", "gb18030"));
        var refusal = Reading.Refused(await Reading.CsvAsync(
            Simple, Encoding.GetEncoding("gb18030").GetBytes(Header + "1,2026-01-05,锦江区,噪声,x\n")));

        Assert.Equal("district", refusal.Field);
    }

    [Fact]
    public async Task Reads_gzip_and_refuses_it_cut_off_at_any_byte()
    {
        var rows = string.Concat(Enumerable.Range(0, 300).Select(i => $"{i * 7919},2026-01-05,A,noise,x\n"));
        var whole = Reading.Gzip(Encoding.UTF8.GetBytes(Header + rows));
        Assert.Equal(300, (await Reading.CsvAsync(Simple, whole)).Count(record => record.Account is not null));

        for (var length = 2; length < whole.Length; length++)
        {
            Assert.NotNull((await Reading.CsvAsync(Simple, whole[..length]))[^1].Refusal);
        }
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public async Task Any_one_character_may_part_the_fields(string delimiter)
    {
        var mapping = Mappings.SimpleWith(("delimiter", delimiter));

        Assert.Equal("1,5", Reading.Account(await Reading.CsvAsync(
            mapping, "id;date;district;category\n1,5;2026-01-05;A;noise\n".Replace(";", delimiter))).SourceId);
    }

    [Fact]
    public async Task Offsets_in_the_text_need_no_zone()
    {
        var mapping = Mappings.SimpleWith(("time_zone", "in_text"), ("date_formats", FormatsWithOffset));
        var records = await Reading.CsvAsync(
            mapping, Header + "1,2026-03-29T02:30:00+01:00,A,n,x\n2,2026-03-29 02:30 +08:00,A,n,x\n3,2026-03-29T02:30:00,A,n,x\n");

        Assert.Equal((At("2026-03-29T01:30Z"), 60), (records[0].Account!.RequestedAt, records[0].Account!.UtcOffsetMinutes));
        Assert.Equal((At("2026-03-28T18:30Z"), 480), (records[1].Account!.RequestedAt, records[1].Account!.UtcOffsetMinutes));
        Assert.Equal("'2026-03-29T02:30:00' is not of the form rfc3339 or uuuu-MM-dd HH:mm o<m>", records[2].Refusal!.Reason);
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant);
}
