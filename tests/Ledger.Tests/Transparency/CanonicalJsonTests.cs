using System.Text;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

/// <summary>RFC 8785; the expected texts are worked by hand.</summary>
public sealed class CanonicalJsonTests
{
    private static string Written(Action<CanonicalJson> write)
    {
        var json = new CanonicalJson();
        write(json);
        return Encoding.UTF8.GetString(json.Written);
    }

    // The second line is the string of RFC 8785, 3.2.2.
    [Theory]
    [InlineData("", """
        ""
        """)]
    [InlineData("\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", """
        "€$\u000f\nA'B\"\\\\\"/"
        """)]
    [InlineData("\b\t\n\f\r", """
        "\b\t\n\f\r"
        """)]
    [InlineData("\0\u0001\u001f", """
        "\u0000\u0001\u001f"
        """)]
    [InlineData("\u007f\u0080\u2028\u2029\ufeff<>&'+", "\"\u007f\u0080\u2028\u2029\ufeff<>&'+\"")]
    [InlineData("中小企业 \U0001F600", "\"中小企业 \U0001F600\"")]
    public void A_text_has_the_shortest_escapes_and_no_others(string text, string expected) =>
        Assert.Equal(expected, Written(json => json.Text(text)));

    // The order of RFC 8785, 3.2.3: the emoji's first unit is D83D, below FB33.
    private static readonly string[] Ordered = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\U0001F600", "\ufb33"];

    [Fact]
    public void Members_come_in_the_order_of_their_utf16_units()
    {
        var written = Written(json =>
        {
            json.StartObject();
            foreach (var name in Ordered)
            {
                json.Name(name).Number(0);
            }

            json.EndObject();
        });

        Assert.Equal("{\"\\r\":0,\"1\":0,\"\u0080\":0,\"\u00f6\":0,\"\u20ac\":0,\"\U0001F600\":0,\"\ufb33\":0}", written);
    }

    [Fact]
    public void A_member_out_of_order_or_twice_is_refused()
    {
        for (var i = 1; i < Ordered.Length; i++)
        {
            var (low, high) = (Ordered[i - 1], Ordered[i]);
            Assert.Throws<InvalidOperationException>(() => Written(json => json.StartObject().Name(high).Number(0).Name(low)));
            Assert.Throws<InvalidOperationException>(() => Written(json => json.StartObject().Name(low).Number(0).Name(low)));
        }
    }

    [Fact]
    public void A_group_has_an_order_of_its_own() =>
        Assert.Equal("""{"a":{"b":1,"z":2},"b":[],"c":[1,"x",true,{"a":false}]}""", Written(json => json
            .StartObject()
            .Name("a").StartObject().Name("b").Number(1).Name("z").Number(2).EndObject()
            .Name("b").StartArray().EndArray()
            .Name("c").StartArray().Number(1).Text("x").Flag(true).StartObject().Name("a").Flag(false).EndObject().EndArray()
            .EndObject()));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-1, "-1")]
    [InlineData(9_007_199_254_740_991, "9007199254740991")]
    [InlineData(-9_007_199_254_740_991, "-9007199254740991")]
    public void An_integer_is_written_plainly(long value, string expected) =>
        Assert.Equal(expected, Written(json => json.Number(value)));

    [Theory]
    [InlineData(9_007_199_254_740_992)]
    [InlineData(-9_007_199_254_740_992)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void An_integer_that_readers_do_not_keep_exact_is_refused(long value) =>
        Assert.Throws<InvalidOperationException>(() => Written(json => json.Number(value)));

    public static TheoryData<string> LoneSurrogates => ["\ud800", "a\udc00b", "\udc00\ud800", "\ud83d"];

    [Theory]
    [MemberData(nameof(LoneSurrogates))]
    public void A_lone_surrogate_is_refused(string text) =>
        Assert.ThrowsAny<ArgumentException>(() => Written(json => json.Text(text)));

    [Fact]
    public void A_writer_is_used_again_after_clearing()
    {
        var json = new CanonicalJson();
        json.StartObject().Name("z").Number(1).EndObject();
        json.Clear();
        json.StartObject().Name("a").Number(2).EndObject();

        Assert.Equal("""{"a":2}""", Encoding.UTF8.GetString(json.Written));
    }
}
