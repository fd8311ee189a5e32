using System.Text;
using Ledger.Cases;
using Ledger.Deciding;
using PublicApi.Imports;

namespace Ledger.Tests.Imports;

public sealed class Open311ReaderTests
{
    private const string Closed = """
        {"service_request_id":"101","status":"closed","service_name":"Abandoned Vehicle","service_code":"4f38",
         "description":"FORD | 617 555 1234","requested_datetime":"2020-01-17T19:03:41-05:00",
         "updated_datetime":"2020-01-18T10:00:00-05:00","lat":42.33,"media":{"urls":["a",{"b":[]}]}}
        """;

    [Fact]
    public async Task A_closed_request_ends_when_it_was_last_updated()
    {
        var account = Reading.Account(await Reading.Open311Async($"[{Closed}]"));

        Assert.Equal(
            new RecordSourceAccount(
                "city", "101", "city-node", Channels.Online, "4f38", "Abandoned Vehicle", "OTHER", "000000",
                At("2020-01-18T00:03:41Z"), -300, At("2020-01-18T15:00:00Z"), SourceStatus.Closed, At("2020-01-18T15:00:00Z")),
            account);
    }

    [Fact]
    public async Task An_open_request_has_no_end_and_may_be_updated_before_it_was_made()
    {
        var account = Reading.Account(await Reading.Open311Async(
            $"[{Closed.Replace("\"closed\"", "\"Open\"").Replace("2020-01-18T10:00:00", "2020-01-17T19:03:00")}]"));

        Assert.Equal(SourceStatus.Open, account.Status);
        Assert.Null(account.EndedAt);
        Assert.True(account.UpdatedAt < account.RequestedAt);
    }

    [Theory]
    [InlineData("\"101\"", "\"\"", "service_request_id", "is missing")]
    [InlineData("\"101\"", "null", "service_request_id", "is missing")]
    [InlineData("\"101\"", "[\"101\"]", "service_request_id", "is not a text")]
    [InlineData("\"101\"", "true", "service_request_id", "is not a text")]
    [InlineData("\"101\"", "\"1\\u0000\"", "service_request_id", "has the forbidden character U+0000 at character 2")]
    [InlineData("\"101\"", "\"1\\ud800\"", "service_request_id", "is not text: half of a surrogate pair, or bytes that are not UTF-8")]
    [InlineData("\"closed\"", "\"submitted\"", "status", "'submitted' is neither open nor closed")]
    [InlineData("\"closed\"", "\" closed\"", "status", "' closed' is neither open nor closed")]
    [InlineData("\"closed\"", "null", "status", "is missing")]
    [InlineData("2020-01-17T19:03:41-05:00", "2020-01-17T19:03:41", "requested_datetime", "'2020-01-17T19:03:41' is not of the form RFC 3339 with an offset, such as 2020-01-17T19:03:41-05:00")]
    [InlineData("2020-01-18T10:00:00-05:00", "", "updated_datetime", "is missing")]
    [InlineData("\"4f38\"", "\"\"", "service_code", "is missing")]
    [InlineData("Abandoned Vehicle", "ask bob@example.org", "service_name", "looks like an e-mail address, and this field is public")]
    [InlineData("\"lat\":42.33", "\"status\":\"open\"", "status", "stands twice in the record")]
    public async Task Refuses_a_record_and_names_its_field(string from, string to, string field, string reason)
    {
        var records = await Reading.Open311Async($"[{Closed},{Closed.Replace(from, to)},{Closed}]");

        Assert.Equal(3, records.Count);
        Assert.NotNull(records[2].Account);
        var refusal = records[1].Refusal!;
        Assert.Equal((2, field, reason), (refusal.Record, refusal.Field, refusal.Reason));
        Assert.EndsWith("requests.json", refusal.File);
    }

    [Fact]
    public async Task Names_the_missing_id_before_anything_else()
    {
        var refusal = Reading.Refused(await Reading.Open311Async("""[{"status":"submitted","service_code":7}]"""));

        Assert.Equal("service_request_id", refusal.Field);
    }

    [Fact]
    public async Task Takes_an_id_that_is_a_number_by_its_digits()
    {
        var account = Reading.Account(await Reading.Open311Async($"[{Closed.Replace("\"101\"", "10100300000000000000")}]"));

        Assert.Equal("10100300000000000000", account.SourceId);
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[ R , R , ]", 2)]
    [InlineData("{\"service_requests\":[R,R]}", 2)]
    [InlineData("{\"page\":{\"n\":[1]},\"service_requests\":[R,],\"more\":[{\"service_requests\":[R]}],}", 1)]
    [InlineData("\uFEFF[R]", 1)]
    public async Task Takes_the_shapes_that_servers_send(string shape, int count)
    {
        var records = await Reading.Open311Async(shape.Replace("R", Closed));

        Assert.Equal(count, records.Count);
        Assert.All(records, record => Assert.NotNull(record.Account));
    }

    [Theory]
    [InlineData("", "the JSON is malformed at line 1, byte 1")]
    [InlineData("\uFEFF", "the JSON is malformed at line 1, byte 1")]
    [InlineData("7", "the top of the file is neither an array nor an object")]
    [InlineData("{}", "the object at the top has no array 'service_requests'")]
    [InlineData("{\"service_requests\":{}}", "the object at the top has no array 'service_requests'")]
    [InlineData("<html>", "the JSON is malformed at line 1, byte 1")]
    public async Task Refuses_a_file_that_has_no_requests(string json, string reason)
    {
        var refusal = Reading.Refused(await Reading.Open311Async(json));

        Assert.Equal((1, Refusal.WholeFile), (refusal.Record, refusal.Field));
        Assert.StartsWith(reason, refusal.Reason);
    }

    [Theory]
    [InlineData("[R,\n R,\n {\"a\":1 2}, R]", 3, "line 7, byte 9")]
    [InlineData("[R,R,", 3, "line")]
    [InlineData("[R,R]x", 3, "line")]
    [InlineData("[R,R,{\"service_request_id\":\"1", 3, "line")]
    public async Task Ends_a_malformed_file_at_the_damage_and_says_where_it_is(string shape, long record, string place)
    {
        var records = await Reading.Open311Async(shape.Replace("R", Closed.ReplaceLineEndings("\n")));

        Assert.Equal(2, records.Count(item => item.Account is not null));
        var refusal = records[^1].Refusal!;
        Assert.Equal((record, Refusal.WholeFile), (refusal.Record, refusal.Field));
        Assert.Contains(place, refusal.Reason);
        Assert.EndsWith("the rest of the file was not read", refusal.Reason);
    }

    [Fact]
    public async Task Reads_records_across_the_pieces_in_which_a_file_comes()
    {
        // Records of growing length meet the end of a piece at every kind of place.
        var json = new StringBuilder("[");
        for (var i = 0; i < 2_000; i++)
        {
            json.Append(Closed.Replace("101", i.ToString()).Replace("FORD", new string('é', i % 997))).Append(",\n");
        }

        var records = await Reading.Open311Async(Reading.Gzip(Encoding.UTF8.GetBytes(json.Append(']').ToString())));

        Assert.Equal(Enumerable.Range(0, 2_000).Select(i => i.ToString()), records.Select(record => record.Account!.SourceId));
    }

    [Fact]
    public async Task Takes_a_record_of_many_kilobytes_and_refuses_one_without_end()
    {
        var long600 = Closed.Replace("FORD", new string('x', 600_000));
        Assert.Equal(2, (await Reading.Open311Async($"[{long600},{Closed}]")).Count(record => record.Account is not null));

        var records = await Reading.Open311Async($"[{Closed},{Closed.Replace("FORD", new string('x', 2_000_000))}]");
        Assert.Equal(2, records.Count);
        Assert.StartsWith("a record has more than 1048576 bytes", records[1].Refusal!.Reason);
    }

    [Fact]
    public async Task Refuses_gzip_that_is_cut_off_or_damaged()
    {
        var whole = Reading.Gzip(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Range(0, 500).Select(i => Closed.Replace("101", $"{i * 7919}")))}]"));
        Assert.Equal(500, (await Reading.Open311Async(whole)).Count);

        foreach (var length in new[] { 2, 5, 12, whole.Length / 2, whole.Length - 1 })
        {
            Assert.NotNull((await Reading.Open311Async(whole[..length]))[^1].Refusal);
        }

        whole[whole.Length / 2] ^= 0xFF;
        Assert.NotNull((await Reading.Open311Async(whole))[^1].Refusal);
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant);
}
