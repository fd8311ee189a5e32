namespace Ledger.Tests.GraphQL;

public sealed class SchemaBreaksTests
{
    private const string Schema =
        """
        type Query { "One." a(x: Int, y: [String!] = [], z: In): A! list: [A]! u: U }
        type A implements N { id: ID! b: String c: E }
        type B { d: Int }
        interface N { id: ID! }
        input In { p: Int! q: String }
        enum E { ONE TWO }
        union U = A | B
        """;

    [Theory]
    [InlineData("type B { d: Int }", "", "The type B is gone.")]
    [InlineData("type B {", "interface B {", "B was ObjectTypeDefinition and is InterfaceTypeDefinition.")]
    [InlineData("b: String ", "", "The field A.b is gone.")]
    [InlineData("b: String ", "b: Int ", "The field A.b was String and is Int.")]
    [InlineData("list: [A]!", "list: [A]", "The field Query.list was [A]! and is [A].")]
    [InlineData("list: [A]!", "list: A!", "The field Query.list was [A]! and is A!.")]
    [InlineData(" implements N", "", "A no longer implements N.")]
    [InlineData("interface N { id: ID! }", "interface N { other: ID }", "The field N.id is gone.")]
    [InlineData("x: Int, ", "", "The argument x of Query.a is gone.")]
    [InlineData("x: Int, ", "x: Int!, ", "The argument x of Query.a was Int and is Int!.")]
    [InlineData("y: [String!] = []", "y: [Int!] = []", "The argument y of Query.a was [String!] and is [Int!].")]
    [InlineData("x: Int, ", "x: Int, w: Int!, ", "The argument w of Query.a is new and has to be given.")]
    [InlineData("q: String ", "", "The field q of In is gone.")]
    [InlineData("q: String ", "q: String r: Int! ", "The field r of In is new and has to be given.")]
    [InlineData(" TWO", "", "The value TWO of E is gone.")]
    [InlineData(" | B", "", "U can no longer be B.")]
    public void A_break_is_told_for_what_it_is(string part, string instead, string expected)
    {
        Assert.Contains(part, Schema, StringComparison.Ordinal);
        Assert.Equal([expected], SchemaBreaks.Between(Schema, Schema.Replace(part, instead, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("type B {", "type New { e: Int } type B {")]
    [InlineData("b: String ", "b: String! ")]
    [InlineData("list: [A]!", "list: [A!]! more: Int")]
    [InlineData("p: Int!", "p: Int")]
    [InlineData("q: String ", "q: String r: Int! = 1 ")]
    [InlineData("x: Int, ", "x: Int, w: Int! = 3, v: Int, ")]
    [InlineData(" TWO", " TWO THREE")]
    [InlineData(" | B", " | B | C")]
    [InlineData("\"One.\"", "\"Another.\"")]
    public void What_is_only_added_breaks_nobody(string part, string instead)
    {
        Assert.Contains(part, Schema, StringComparison.Ordinal);
        Assert.Empty(SchemaBreaks.Between(Schema, Schema.Replace(part, instead, StringComparison.Ordinal)));
    }
}
