using PublicApi.Imports;

namespace Ledger.Tests.Imports;

public sealed class CsvMappingTests
{
    [Fact]
    public void The_shipped_mappings_are_right_and_found_by_their_names()
    {
        Assert.Equal(["boston311", "nyc311", "stlouis-csb"], CsvMappingFile.ShippedNames());
        Assert.All(CsvMappingFile.ShippedNames(), name => Assert.Equal(name, Mappings.Shipped(name).Names.System));
    }

    [Theory]
    [InlineData("nyc312")]
    [InlineData("../Mappings/nyc311")]
    [InlineData("")]
    public void Finds_no_other_names(string name) => Assert.Null(CsvMappingFile.Find(name));

    [Fact]
    public void What_a_mapping_leaves_out_has_a_default()
    {
        var mapping = Mappings.FromText("""
            {
              // Comments and trailing commas are let pass.
              "time_zone": "Asia/Shanghai", "date_formats": ["uuuu-MM-dd"],
              "columns": { "id": "a", "requested": "b", "service_code": "c", },
            }
            """);

        Assert.Equal(new SourceNames("town", "town", "000000"), mapping.Names);
        Assert.Equal(("OTHER", "partner_api", ',', "utf-8"), (mapping.Category, mapping.Channel, mapping.Delimiter, mapping.Encoding.WebName));
        Assert.Equal("c", mapping.Columns.ServiceName);
        Assert.Null(mapping.Columns.Status);
    }

    [Theory]
    [InlineData("\"source\": \"town\"", "\"sauce\": \"town\"", "member 'sauce' is not known.")]
    [InlineData("\"source\": \"town\"", "\"source\": \"a\\u202eb\"", "member 'source' has the forbidden character U+202E at character 2.")]
    [InlineData("\"source\": \"town\"", "\"source\": 7", "member 'source' has a value of the wrong kind, or stands twice (line 2, byte 14).")]
    [InlineData("\"source\": \"town\"", "\"source\": \"a\", \"source\": \"b\"", "member 'source' has a value of the wrong kind, or stands twice")]
    [InlineData("\"source\": \"town\"", "\"delimiter\": \";;\"", "member 'delimiter' must be one character, neither a quote nor the end of a line.")]
    [InlineData("\"source\": \"town\"", "\"delimiter\": \"\\\"\"", "member 'delimiter' must be one character, neither a quote nor the end of a line.")]
    [InlineData("\"source\": \"town\"", "\"delimiter\": \"\"", "member 'delimiter' must be one character, neither a quote nor the end of a line.")]
    [InlineData("\"source\": \"town\"", "\"encoding\": \"utf-9\"", "member 'encoding' is not the name of a known encoding: 'utf-9'.")]
    [InlineData("\"source\": \"town\"", "\"channel\": \"pigeon\"", "member 'channel' must be one of online, call, counter, mobile, partner_api.")]
    [InlineData("\"source\": \"town\"", "\"channels\": { \"import\": [] }", "member 'channels.import' is not known; known are online, call, counter, mobile, partner_api.")]
    [InlineData("\"source\": \"town\"", "\"statuses\": { \"done\": [] }", "member 'statuses.done' is not known; known are open, closed, withdrawn.")]
    [InlineData("\"source\": \"town\"", "\"statuses\": { \"open\": [\"a\"], \"closed\": [\" A \"] }", "member 'statuses' has ' A ' twice.")]
    [InlineData("\"source\": \"town\"", "\"statuses\": { \"open\": [null] }", "member 'statuses.open' has a null in its list.")]
    [InlineData("\"source\": \"town\"", "\"missing\": [null]", "member 'missing' has a null in its list.")]
    [InlineData("Europe/Berlin", "Europe/Bonn", "member 'time_zone' must be a zone such as Europe/Berlin, or in_text.")]
    [InlineData("\"uuuu-MM-dd\"", "", "member 'date_formats' must name at least one format.")]
    [InlineData("uuuu-MM-dd", "uuuu-QQ", "member 'date_formats' has 'uuuu-QQ', which is no pattern: ")]
    [InlineData("\"id\": \"id\"", "\"key\": \"id\"", "member 'columns.key' is not known.|member 'columns.id' is missing.")]
    [InlineData("\"id\": \"id\"", "\"id\": \"\"", "member 'columns.id' is empty.")]
    [InlineData("\"id\": \"id\"", "\"id\": null", "member 'columns.id' is empty.")]
    [InlineData("\"region\"", "\"status\"", "member 'statuses' is missing, and 'columns.status' needs it.")]
    [InlineData("\"service_code\"", "\"service_name\"", "member 'columns.service_code' is missing.")]
    public void Says_what_is_wrong_with_a_mapping(string from, string to, string sentences)
    {
        var faults = Mappings.Faults(Mappings.Simple.Replace(from, to).ReplaceLineEndings("\n"));

        Assert.Equal(sentences.Split('|').Length, faults.Count);
        Assert.All(sentences.Split('|').Zip(faults), pair => Assert.Contains("town.json: " + pair.First, pair.Second));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"source\"")]
    public void Says_that_a_file_is_no_mapping(string json) => Assert.Contains("town.json: it ", Assert.Single(Mappings.Faults(json)));

    [Fact]
    public void Says_everything_that_is_missing_at_once() => Assert.Equal(
        [
            "member 'date_formats' must name at least one format.",
            "member 'time_zone' must be a zone such as Europe/Berlin, or in_text.",
            "member 'columns.id' is missing.",
            "member 'columns.requested' is missing.",
            "member 'columns.service_code' is missing.",
        ],
        Mappings.Faults("{}").Select(fault => fault[(fault.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
}
