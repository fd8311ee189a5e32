using Ledger.Journal;
using Ledger.Transparency;

namespace Ledger.Tests.Auditor;

/// <summary>What outsiders hold signed statements against says what the commands do.</summary>
public sealed class CommandSchemaTests
{
    // Approved like EntrySchema.json: which members a signature shows is read by a person before members rely on it.
    [Fact]
    public void Says_what_the_commands_lead_to()
    {
        var approved = Repository.Path("src/Ledger/Transparency/CommandSchema.json");
        var received = Path.ChangeExtension(approved, ".received.json");
        File.Delete(received);
        if (CommandSchemaText.Write() != File.ReadAllText(approved))
        {
            File.WriteAllText(received, CommandSchemaText.Write());
        }

        Assert.False(File.Exists(received), $"The commands lead to something else; review {received} and move it over {approved}.");
    }

    [Fact]
    public void Every_command_leads_to_events_of_its_own_kind_of_stream() => Assert.All(CommandSchema.Commands.Values, rule =>
    {
        Assert.NotEmpty(rule.Events);
        Assert.All(rule.Events, name => Assert.Equal(rule.Stream, EventCatalogue.Find(name)!.Area.Prefix));
    });

    [Fact]
    public void Names_of_commands_are_unique() =>
        Assert.Equal(CommandSchemaText.Commands.Count, CommandSchemaText.Commands.Select(command => command.Name).Distinct().Count());

    // By hand, from the commands' own files.
    [Theory]
    [InlineData("AcceptReferral", "referral.accepted.v1")]
    [InlineData("RegisterPlatform", "platform.opened.v1", "platform.registered.v1")]
    [InlineData("RevokeNodeKey", "node_key.revoked.v1")]
    public void Knows_all_events_of_a_command(string command, params string[] events) =>
        Assert.Equal(events.ToHashSet(), CommandSchema.Commands[command].Events.ToHashSet());

    [Theory]
    [InlineData("SubmitRequest", "need_text", false)]
    [InlineData("SubmitRequest", "region_code", true)]
    [InlineData("PayFee", "method", false)]
    [InlineData("PayFee", "amount_fen", true)]
    public void Tells_what_may_stand_in_clear(string command, string member, bool isPublic) =>
        Assert.Equal(isPublic, CommandSchema.Commands[command].Members[member]);
}
