using Benchmarks;
using Ledger.Journal;
using Npgsql;
using Projections;

// Every figure is a ratio of two measurements taken in turn in one run: machines differ, and one machine differs from
// itself from minute to minute.
var connectionString = Environment.GetEnvironmentVariable("ConnectionStrings__Ledger")
    ?? throw new InvalidOperationException("Run this through ops/bench, which brings a private PostgreSQL.");
var report = new Report(Argument("--out"));
var only = Argument("--only");

await using (var administrator = NpgsqlDataSource.Create(connectionString))
{
    await administrator.CreateCommand("CREATE SCHEMA IF NOT EXISTS plain").ExecuteNonQueryAsync();
}

await Migration.Apply(connectionString, [ViewFold.Script], CancellationToken.None);
foreach (var writers in only is null or "append" ? new[] { 1, 16, 64 } : [])
{
    await AppendBenchmark.Run(connectionString, writers, report);
}

foreach (var (name, run) in new (string, Func<string, Report, Task>)[]
{
    ("import", ImportBenchmark.Run), ("tree", TreeBenchmark.Run), ("receipt", ReceiptBenchmark.Run),
    ("proof", ProofBenchmark.Run), ("checks", ChecksBenchmark.Run),
    ("graphql", GraphQLBenchmark.Run), ("subscribers", SubscriberBenchmark.Run), ("attacks", AttackBenchmark.Run),
})
{
    await (only is null || only == name ? run(connectionString, report) : Task.CompletedTask);
}

string? Argument(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
