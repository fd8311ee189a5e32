using Ledger.Tests.EndToEnd;
using Ledger.Tests.GraphQL;
using Ledger.Tests.Http;
using Ledger.Tests.Members;
using Ledger.Tests.Store;

namespace Ledger.Tests.Webhooks;

/// <summary><c>ledger member webhook</c> as a process of its own, on the ledger that the service works on.</summary>
public sealed class WebhookCommandTests(Cluster cluster)
{
    [Fact]
    public async Task Adds_lists_tests_and_removes_and_the_service_tells_what_was_added()
    {
        await using var receiver = await Receiver.Start();
        await using var server = await TestServer.Start(cluster, configuration: WebhookTests.Quick);
        var (member, _) = await TestMember.Add(server.Ledger.ConnectionString, "SC-510100", "platform");
        var (other, _) = await TestMember.Add(server.Ledger.ConnectionString, "SC-510700", "platform");

        var added = await Run(server.Ledger, "add", member, receiver.Url, "--type", "request.submitted", "--type", "request.accepted", "--from", "0");
        Assert.True(added.ExitCode == 0, added.Errors);
        Assert.Matches("^wh-[0-9a-f-]{36}\nwhsec_[A-Za-z0-9+/]{43}=\n$", added.Output);
        var (id, secret) = (added.Output.Split('\n')[0], added.Output.Split('\n')[1]);
        const string time = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z";
        Assert.Matches($"^{id}\t{receiver.Url}\trequest.submitted,request.accepted\t0\t0\t-\t{time}\n$", (await Run(server.Ledger, "list", member)).Output);
        Assert.Equal((0, "", ""), await Run(server.Ledger, "list", other));

        Assert.Equal((0, "taken\n", ""), await Run(server.Ledger, "test", member, id));
        var test = Assert.Single(receiver.Taken);
        Assert.Equal("webhook.test", test.Event.GetProperty("type").GetString());
        Assert.True(test.IsSignedBy(secret));
        receiver.Answers = _ => 503;
        Assert.Equal((1, "", "not taken: answered 503\n"), await Run(server.Ledger, "test", member, id));
        receiver.Answers = _ => 204;

        using var opened = await Commands.Submit(server, await server.Token());
        var told = Assert.Single(await server.Entries("request.submitted"));
        await receiver.Until(() => receiver.Taken.Count == 2);
        Assert.Equal((told.Position.Value, true), (receiver.Taken[1].Position, receiver.Taken[1].IsSignedBy(secret)));

        Assert.Equal((1, "", "The member has no webhook of this id.\n"), await Run(server.Ledger, "remove", other, id));
        Assert.Equal((1, "", "The member has no webhook of this id.\n"), await Run(server.Ledger, "test", other, id));
        Assert.Equal((0, "", ""), await Run(server.Ledger, "remove", member, id));
        Assert.Equal((1, "", "The member has no webhook of this id.\n"), await Run(server.Ledger, "remove", member, id));
    }

    [Fact]
    public async Task Refuses_what_the_service_refuses_in_a_sentence_and_changes_nothing()
    {
        await using var ledger = await TestLedger.Create(cluster);
        var (member, _) = await TestMember.Add(ledger.ConnectionString, "SC-510100", "platform");
        (string[] Arguments, int Code, string Reason)[] refused =
        [
            (["add", "m-none-1", "https://example.org/hook"], 1, "There is no member in force of this id."),
            (["add", member, "ftp://example.org/hook"], 1, "The field url has to be an https URL"),
            (["add", member, "https://example.org/hook", "--type", "no.such"], 1, "The field types has to name"),
            (["add", member, "https://example.org/hook", "--from=-1"], 1, "The field from has to be a position"),
            (["add", member], 2, "Required argument missing"),
        ];
        foreach (var (arguments, code, reason) in refused)
        {
            var (exitCode, output, errors) = await Run(ledger, arguments);
            Assert.Equal((reason, code), (reason, exitCode));
            Assert.Contains(reason, errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("whsec_", output, StringComparison.Ordinal);
        }

        Assert.Equal(0, await ledger.Count("webhook.endpoint"));
    }

    private static Task<(int ExitCode, string Output, string Errors)> Run(TestLedger ledger, params string[] arguments) =>
        Product.Run(ledger.ConnectionString, ["member", "webhook", .. arguments]);
}
