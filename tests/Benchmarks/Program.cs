using Benchmarks;
using Ledger.Journal;
using Npgsql;
using Projections;

// Every figure is a ratio of two measurements taken in turn in one run: machines differ, and one machine differs from
// itself from minute to minute.
var connectionString = Environment.GetEnvironmentVariable("ConnectionStrings__Ledger")
    ?? throw new InvalidOperationException("Run this through ops/bench, which brings a private PostgreSQL.");
var report = new Report(args is ["--out", var file] ? file : null);

await using (var administrator = NpgsqlDataSource.Create(connectionString))
{
    await administrator.CreateCommand("CREATE SCHEMA IF NOT EXISTS plain").ExecuteNonQueryAsync();
}

await Migration.Apply(connectionString, [ViewFold.Script], CancellationToken.None);
foreach (var writers in new[] { 1, 16, 64 })
{
    await AppendBenchmark.Run(connectionString, writers, report);
}

await ImportBenchmark.Run(connectionString, report);
await TreeBenchmark.Run(connectionString, report);
await ReceiptBenchmark.Run(connectionString, report);
