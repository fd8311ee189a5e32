using System.CommandLine;
using Ledger.Cases;
using Ledger.Journal;
using PublicApi.Cli;

namespace Ledger.Tests.Imports;

public sealed class ImportCommandTests : IDisposable
{
    private const string Rows = "id,date,district,category,text\n1,2026-01-05,A,noise,t\n2,44927,A,noise,t\n";

    private const string Requests = """
        [{"service_request_id":"7","status":"open","service_name":"n","service_code":"c",
          "requested_datetime":"2026-01-05T00:00:00Z","updated_datetime":"2026-01-05T00:00:00Z"}]
        """;

    private readonly TemporaryFolder folder = new();
    private readonly List<RecordSourceAccount> recorded = [];
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();
    private int drained;

    [Fact]
    public async Task Imports_open311_under_the_names_given_and_drains_afterwards()
    {
        var code = await InvokeAsync("open311", folder.Write("a.json", Requests), "--source", "boston", "--node", "hub", "--region", "510100");

        Assert.Equal(ImportCommand.Done, code);
        var account = Assert.Single(recorded);
        Assert.Equal(("boston", "hub", "510100"), (account.System, account.Node, account.RegionCode));
        Assert.EndsWith("imported: 1 records, 1 new cases, 0 changed, 0 unchanged, 0 refused, 1 events stored\n", output.ToString());
        Assert.Equal(1, drained);
    }

    [Fact]
    public async Task Open311_has_names_of_its_own_when_none_are_given()
    {
        await InvokeAsync("open311", folder.Write("a.json", Requests));

        var account = Assert.Single(recorded);
        Assert.Equal(("open311", "open311", "000000"), (account.System, account.Node, account.RegionCode));
    }

    [Fact]
    public async Task A_bad_record_refuses_the_import_and_the_message_says_where_it_is_and_what_to_do()
    {
        var path = folder.Write("a.csv", Rows);
        var code = await InvokeAsync("csv", path, "--mapping", Mapping());

        Assert.Equal(ImportCommand.Refused, code);
        Assert.Empty(recorded);
        Assert.Equal(
            $"refused: {path}, record 2, date: '44927' is not of the form uuuu-MM-dd.\n"
            + "Nothing of this file was imported; files before it stay imported. "
            + "With --rejects FILE the good records are imported and the others listed in FILE.\n",
            error.ToString());
    }

    [Fact]
    public async Task With_rejects_the_good_records_are_imported()
    {
        var rejects = Path.Combine(folder.Root, "rejects.jsonl");
        var code = await InvokeAsync("csv", folder.Write("a.csv", Rows), "--mapping", Mapping(), "--rejects", rejects, "--source", "village");

        Assert.Equal(ImportCommand.Done, code);
        Assert.Equal(("village", "1"), (Assert.Single(recorded).System, recorded[0].SourceId));
        Assert.Single(await File.ReadAllLinesAsync(rejects, Reading.Ct));
    }

    [Fact]
    public async Task Wrong_use_is_explained_and_touches_nothing()
    {
        var csv = folder.Write("a.csv", Rows);
        folder.Write("empty/readme.txt", "");
        var empty = Path.Combine(folder.Root, "empty");

        Assert.Contains("There is no file or folder", await WrongUseAsync("csv", csv + "x", "--mapping", Mapping()));
        Assert.Contains("There is no file ending in .csv or .tsv or .tab", await WrongUseAsync("csv", empty, "--mapping", Mapping()));
        Assert.Contains("There is no mapping file nowhere", await WrongUseAsync("csv", csv, "--mapping", "nowhere"));
        Assert.Contains("member 'sauce' is not known", await WrongUseAsync("csv", csv, "--mapping", folder.Write("m.json", Mappings.Simple.Replace("source", "sauce"))));
        Assert.Contains("the refused records must go to another file", await WrongUseAsync("csv", csv, "--mapping", Mapping(), "--rejects", csv));
        Assert.Equal(Rows, await File.ReadAllTextAsync(csv, Reading.Ct));
        Assert.Empty(recorded);
    }

    [Fact]
    public void Names_that_cannot_be_stored_are_wrong_use()
    {
        Assert.NotEmpty(Command().Parse(["open311", "a.json", "--source", ""]).Errors);
        Assert.NotEmpty(Command().Parse(["open311", "a.json", "--node", "a\u202eb"]).Errors);
        Assert.NotEmpty(Command().Parse(["open311"]).Errors);
        Assert.NotEmpty(Command().Parse(["csv", "a.csv"]).Errors);
    }

    [Fact]
    public async Task An_interrupted_import_says_how_to_continue()
    {
        using var stop = new CancellationTokenSource();
        var command = ImportCommand.Build(
            _ => Task.FromResult<PublicApi.Imports.RecordPage>(async (page, _) =>
            {
                await stop.CancelAsync();
                return new RecordedPage(page.Count, 0, 0, page.Count);
            }),
            _ => throw new InvalidOperationException("not drained"));

        var code = await command.Parse(["open311", folder.Write("a.json", Requests)])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, stop.Token);

        Assert.Equal(ImportCommand.Interrupted, code);
        Assert.Contains("Run the same command again to continue", error.ToString());
        Assert.Contains("1 new cases", output.ToString());
    }

    public void Dispose()
    {
        folder.Dispose();
        output.Dispose();
        error.Dispose();
    }

    private string Mapping() => folder.Write("town.json", Mappings.Simple);

    private async Task<string> WrongUseAsync(params string[] args)
    {
        error.GetStringBuilder().Clear();
        Assert.Equal(ImportCommand.WrongUse, await InvokeAsync(args));
        return error.ToString();
    }

    private Task<int> InvokeAsync(params string[] args) => Command().Parse(args)
        .InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, Reading.Ct);

    private Command Command() => ImportCommand.Build(
        _ => Task.FromResult<PublicApi.Imports.RecordPage>((page, _) =>
        {
            recorded.AddRange(page);
            return Task.FromResult(new RecordedPage(page.Count, 0, 0, page.Count));
        }),
        _ =>
        {
            drained++;
            return Task.CompletedTask;
        });
}
