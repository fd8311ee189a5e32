using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Ledger.Journal;
using Ledger.Transparency;
using Npgsql;
using Projections;
using Projections.Sequencing;
using Projections.Transparency;

namespace Benchmarks;

/// <summary>How long a proof takes in a log of ten million entries, of which only the tree is made.</summary>
internal static class ProofBenchmark
{
    private const int Leaves = 10_000_000;
    private const int Page = 65_536;
    private const int Pairs = 500;

    public static async Task Run(string connectionString, Report report)
    {
        var own = await ScratchDatabase.Create(connectionString, "proofs");
        await Migration.Apply(own, [ViewFold.Script], CancellationToken.None);
        var random = new Random(1);
        var positions = Enumerable.Range(0, Pairs).Select(_ => random.NextInt64(Leaves)).Distinct().ToList();
        await Fill(own, positions);

        await using var reader = Roles.Connect(own, Roles.Reader);
        await using var connection = await reader.OpenConnectionAsync();
        await Measure("inclusion", positions.Select(position => (position, position + 1 + random.NextInt64(Leaves - position))), async (position, size) =>
        {
            var proof = await ProofQuery.Inclusion(connection, position, size, CancellationToken.None);
            return Proofs.VerifyInclusion(proof!.Index, proof.Size, proof.LeafHash, proof.Hashes, proof.Root);
        }, report);
        await Measure("consistency", positions.Select(position => (position, position + 1 + random.NextInt64(Leaves - position))), async (from, to) =>
        {
            var proof = await ProofQuery.Consistency(connection, from, to, CancellationToken.None);
            return Proofs.VerifyConsistency(proof!.From, proof.To, proof.FromRoot, proof.ToRoot, proof.Hashes);
        }, report);
    }

    private static async Task Measure(string kind, IEnumerable<(long, long)> pairs, Func<long, long, Task<bool>> prove, Report report)
    {
        var milliseconds = new List<double>();
        foreach (var (first, second) in pairs)
        {
            var watch = Stopwatch.StartNew();
            if (!await prove(first, second))
            {
                throw new InvalidOperationException($"The {kind} proof of {first} and {second} is wrong.");
            }

            milliseconds.Add(watch.Elapsed.TotalMilliseconds);
        }

        // The first ones are the program's start.
        var sorted = milliseconds.Skip(Pairs / 10).Order().ToList();
        report.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind} proof of any pair of sizes up to {Leaves}: p50 {sorted[sorted.Count / 2]:0.0} ms, p99 {sorted[sorted.Count * 99 / 100]:0.0} ms, longest {sorted[^1]:0.0} ms"));
    }

    private static async Task Fill(string connectionString, IReadOnlyCollection<long> positions)
    {
        await using var owner = Roles.Connect(connectionString, Roles.Owner);
        await using var connection = await owner.OpenConnectionAsync();
        var root = Merkle.EmptyRoot;
        for (long size = 0; size < Leaves; size += Page)
        {
            var hashes = Enumerable.Range(0, (int)Math.Min(Page, Leaves - size)).Select(i => Merkle.LeafHash(Leaf(size + i))).ToArray();
            root = await TileTable.Append(connection, new TreeSize(size), hashes, CancellationToken.None);
        }

        foreach (var position in positions)
        {
            await Execute(connection, "INSERT INTO public_log.entry (position, event_id, seq_id, body) VALUES ($1, gen_random_uuid(), $1, $2)", position, Leaf(position));
        }

        await Execute(connection, "INSERT INTO public_log.checkpoint (size, root) VALUES ($1, $2)", (long)Leaves, root);
        await Execute(connection, "INSERT INTO published.checkpoint (size, note, signed_at) VALUES ($1, $2, now())", (long)Leaves, "not signed");
        await Execute(connection, "ANALYZE");
    }

    private static byte[] Leaf(long position)
    {
        var leaf = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(leaf, position);
        return SHA256.HashData(leaf);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
        await command.ExecuteNonQueryAsync();
    }
}
