using System.Text;
using Ledger.Cases;
using Ledger.Journal;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Journal;

/// <summary>Texts of stored events are shared where they recur; that changes none of them.</summary>
public sealed class StoredTextTests
{
    private const string Type = "request.withdrawn.v1";

    public static TheoryData<string> Texts =>
    [
        "", "a", "企业服务", "\"quoted\" \\ and\ta tab", "😀", new string('a', 48), new string('a', 49), new string('企', 48), new string('企', 49),
        new string('\u0001', 42), new string('\u0001', 43), new string('a', 256), new string('a', 257), new string('企', 300),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_text_is_read_as_it_was_stored_the_first_time_and_again(string text)
    {
        var stored = StoredEvents.Encode(new RequestWithdrawn(By.Owner("c-1"), text));

        Assert.Equal(text, Reason(stored));
        Assert.Equal(text, Reason(stored));
    }

    [Theory]
    [InlineData("\\u4f01\\u4e1a", "企业")]
    [InlineData("\\ud83d\\ude00", "😀")]
    [InlineData("a\\/b", "a/b")]
    public void A_text_is_read_without_its_escapes(string written, string text) => Assert.Equal(text, Reason(Body($"\"{written}\"")));

    // Tests beside this one may read a text that takes the place of it in between, but not always.
    [Fact]
    public void A_text_that_recurs_is_one_object() => Assert.Contains(
        Enumerable.Range(0, 100), _ => ReferenceEquals(Reason(Body("\"recurs in a page\"")), Reason(Body("\"recurs in a p\\u0061ge\""))));

    [Theory]
    [InlineData("7")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("[\"a\"]")]
    [InlineData("\"\\ud83d\"")]
    [InlineData("\"\\ude00 alone\"")]
    public void What_is_no_text_is_undecodable(string written) =>
        Assert.Throws<UndecodableEventException>(() => StoredEvents.Decode(Type, Body(written)));

    private static byte[] Body(string reason)
    {
        var stored = Encoding.UTF8.GetString(StoredEvents.Encode(new RequestWithdrawn(By.Owner("c-1"), "REASON")));
        return Encoding.UTF8.GetBytes(stored.Replace("\"REASON\"", reason, StringComparison.Ordinal));
    }

    private static string Reason(byte[] stored) => ((RequestWithdrawn)StoredEvents.Decode(Type, stored)).ReasonCode;
}
