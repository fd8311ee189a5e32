using System.CommandLine;
using Ledger.Journal;
using Ledger.Members;
using Ledger.Webhooks;
using Microsoft.Extensions.Options;
using PublicApi.Members;
using PublicApi.Webhooks;

namespace PublicApi.Cli;

/// <summary>
/// <c>ledger member webhook add|list|remove|test</c>: where a member is told of public entries, as it says itself over HTTP below
/// <c>/webhooks</c>, by the same rules. A secret is shown once and stored encrypted.
/// </summary>
internal static class WebhookCommand
{
    public static Command Build() => new("webhook", "Where a member is told of public entries.") { Add(), List(), Remove(), Test() };

    private static Command Add()
    {
        var (member, url) = (MemberId(), new Argument<string>("URL") { Description = "An https URL of the public internet." });
        var type = new Option<string[]>("--type") { Description = "Only entries of this type; may be given again. Default: all types." };
        var from = new Option<long?>("--from") { Description = "Position of the first entry to tell. Default: the next one that is published." };
        var command = new Command("add", "Registers a webhook; prints its id, and its secret (Standard Webhooks) this once.") { member, url, type, from };
        command.SetAction((parsed, ct) => With(parsed.GetRequiredValue(member), async (webhooks, _, owner) =>
        {
            var wish = new RegisterWebhook(
                parsed.GetRequiredValue(url), parsed.GetValue(type) is { Length: > 0 } types ? types : null, parsed.GetValue(from));
            var (made, secret, refused) = await webhooks.Register(owner, wish, ct);
            if (refused is not null)
            {
                return CommandLine.Refuse(refused.Reason.English);
            }

            Console.WriteLine($"{made!.Id}\n{secret}");
            return 0;
        }, ct));
        return command;
    }

    private static Command List()
    {
        var member = MemberId();
        var command = new Command(
            "list", "Lists a member's webhooks: id, URL, types, position of the next entry, failed attempts at it, what was wrong with the last one, and when it was registered (UTC).")
        {
            member,
        };
        command.SetAction((parsed, ct) => With(parsed.GetRequiredValue(member), async (_, table, owner) =>
        {
            foreach (var webhook in await table.Of(owner, ct))
            {
                Console.WriteLine(string.Join('\t', webhook.Id, webhook.Url, webhook.Types is null ? "-" : string.Join(',', webhook.Types),
                    webhook.NextPosition, webhook.Attempts, webhook.Fault ?? "-", MemberCommand.Text(webhook.CreatedAt)));
            }

            return 0;
        }, ct));
        return command;
    }

    private static Command Remove()
    {
        var (member, id) = (MemberId(), WebhookId());
        var command = new Command("remove", "Ends a webhook, its dead letters with it.") { member, id };
        command.SetAction((parsed, ct) => With(parsed.GetRequiredValue(member), async (_, table, owner) =>
            await table.Delete(parsed.GetRequiredValue(id), owner, ct) ? 0 : NoSuchWebhook(), ct));
        return command;
    }

    private static Command Test()
    {
        var (member, id) = (MemberId(), WebhookId());
        var command = new Command("test", "Sends a test to the receiver of a webhook; says whether it was taken.") { member, id };
        command.SetAction((parsed, ct) => With(parsed.GetRequiredValue(member), async (webhooks, _, owner) =>
        {
            var (exists, fault, refused) = await webhooks.Test(parsed.GetRequiredValue(id), owner, ct);
            if (!exists)
            {
                return NoSuchWebhook();
            }

            if ((refused?.Reason.English ?? fault) is { } reason)
            {
                return CommandLine.Refuse($"not taken: {reason}");
            }

            Console.WriteLine("taken");
            return 0;
        }, ct));
        return command;
    }

    private static async Task<int> With(string memberId, Func<MemberWebhooks, WebhookTable, Member, Task<int>> act, CancellationToken ct)
    {
        await using var register = await MemberCommand.Open(ct);
        if ((await register.List(ct)).SingleOrDefault(known => known.Member.Id == memberId && known.IsInForce) is not { } stored)
        {
            return MemberCommand.NoSuchMember();
        }

        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build().GetSection("Webhooks").Get<WebhookSettings>() ?? new();
        var origin = MemberSettings.Read(Environment.GetEnvironmentVariable).Issuer ?? new Uri(ServeCommand.UsualUrl);
        await using var source = Roles.Connect(Database.ConnectionString, Roles.Webhooks);
        using var receivers = new Receivers(Options.Create(settings));
        var (table, vault) = (new WebhookTable(source), VaultKeyFile.Open());
        var sender = new WebhookSender(receivers, () => origin, TimeProvider.System, vault);
        return await act(new MemberWebhooks(table, sender, source, settings, TimeProvider.System, vault), table, stored.Member);
    }

    private static int NoSuchWebhook() => CommandLine.Refuse("The member has no webhook of this id.");

    private static Argument<string> MemberId() => new("MEMBER") { Description = "The member's id." };

    private static Argument<string> WebhookId() => new("ID") { Description = "The webhook's id." };
}
