using System.CommandLine;
using PublicApi.Http;
using PublicApi.Members;

namespace PublicApi.Cli;

/// <summary><c>ledger serve</c>: brings the database up to date and answers over HTTP.</summary>
public static class ServeCommand
{
    public const string UsualUrl = "http://127.0.0.1:8080";

    public static Command Build()
    {
        var urls = new Option<string>("--urls") { Description = "Address to listen on.", DefaultValueFactory = _ => UsualUrl };
        urls.Validators.Add(result =>
        {
            if (!result.GetValueOrDefault<string>().Split(';').All(IsAddress))
            {
                result.AddError($"--urls is an address such as {UsualUrl}, or several with ; between.");
            }
        });
        var command = new Command("serve", "Serves the public GraphQL endpoint and sequences the public log.") { urls };
        command.SetAction((parsed, ct) => Run(parsed.GetRequiredValue(urls), ct));
        return command;
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static async Task<int> Run(string urls, CancellationToken ct)
    {
        await Database.Migrate(ct);
        using var logs = LoggerFactory.Create(logging => logging.AddSimpleConsole());
        var settings = new ServerSettings(Database.ConnectionString, urls, LogKey.Publisher(logs))
        {
            Members = MemberSettings.Read(Environment.GetEnvironmentVariable),
            Vault = VaultKeyFile.Open(),
            EvaluatesByItself = true,
        };
        await using var app = await Server.Build(settings, ct);
        await app.StartAsync(ct);
        Console.WriteLine($"serving on {string.Join(", ", app.Urls)}");
        await app.WaitForShutdownAsync(ct);
        return 0;
    }
}
