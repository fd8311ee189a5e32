using System.Collections.Concurrent;
using System.Net;
using Ledger.Tests.Transparency;
using Ledger.Transparency;

namespace Ledger.Tests.Witnessing;

public sealed class WitnessTests
{
    [Fact]
    public async Task Cosigns_a_log_that_grows_and_shows_what_it_cosigned()
    {
        await using var witness = await TestWitness.Start();
        using var absent = await witness.Client.GetAsync(new Uri(Place(witness), UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

        var from = 0;
        foreach (var to in new[] { 0, 1, 2, 2, 255, 256, 257, 700 })
        {
            var (status, body, type) = await witness.Grow(from, to);

            Assert.Equal((HttpStatusCode.OK, "text/plain"), (status, type));
            var cosignature = SignedNote.ParseLine(Assert.Single(body.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
            Assert.True(witness.Key.Verifier.Verifies(TestWitness.Note(to, TestWitness.RootAt(to)).Text, cosignature));
            Assert.True(Cosignature.TryReadTime(cosignature, out var time) && time >= before && time <= DateTimeOffset.UtcNow.ToUnixTimeSeconds());
            var shown = SignedNote.Parse(await witness.Client.GetByteArrayAsync(new Uri(Place(witness), UriKind.Relative)));
            Assert.Equal(2, shown.Check([TestWitness.LogKey.Verifier, witness.Key.Verifier]).Signers.Count);
            Assert.Equal(to, Checkpoint.Parse(shown.Text).Size.Value);
            from = to;
        }
    }

    [Fact]
    public async Task Tells_its_size_to_who_names_another()
    {
        await using var witness = await TestWitness.Start();
        await witness.Grow(0, 5);

        Assert.Equal((HttpStatusCode.Conflict, "5\n", "text/x.tlog.size"), await witness.Grow(0, 5));
        Assert.Equal((HttpStatusCode.Conflict, "5\n", "text/x.tlog.size"), await witness.Grow(4, 7));
        Assert.Equal((HttpStatusCode.Conflict, "5\n", "text/x.tlog.size"), await witness.Grow(6, 7));
        Assert.Equal((HttpStatusCode.Conflict, "5\n", "text/x.tlog.size"), await witness.Grow(3, 4));
    }

    [Fact]
    public async Task Refuses_each_fault_with_the_status_of_the_specification()
    {
        await using var witness = await TestWitness.Start();
        await witness.Grow(0, 5);
        using var stranger = NoteSigner.FromSeed(TestWitness.Origin, SignedNoteTests.Seed(2));
        var (root, proof) = (TestWitness.RootAt(7), TestWitness.Proof(5, 7));
        var good = TestWitness.Note(7, root);
        var belied = good with { Signatures = [good.Signatures[0] with { Bytes = new byte[64] }, .. good.Signatures] };
        var elsewhere = new Checkpoint("other.example/log", new TreeSize(7), root).Text;
        (int Status, WitnessRequest Request)[] refused =
        [
            (400, Ask(8, [], good)),
            (403, Ask(5, proof, TestWitness.Note(7, root, stranger))),
            (403, Ask(5, proof, belied)),
            (404, Ask(5, proof, new SignedNote(elsewhere, [TestWitness.LogKey.Sign(elsewhere)]))),
            (409, Ask(0, [], good)),
            (422, Ask(5, [], good)),
            (422, Ask(5, proof[..^1], good)),
            (422, Ask(5, [.. proof, proof[0]], good)),
            (422, Ask(5, [.. proof.Select(hash => hash.Reverse().ToArray())], good)),
            (422, Ask(5, proof, TestWitness.Note(7, TestWitness.RootAt(8)))),
            (422, Ask(5, [], TestWitness.Note(5, TestWitness.RootAt(6)))),
            (422, Ask(5, proof, TestWitness.Note(5, TestWitness.RootAt(5)))),
        ];
        foreach (var (status, request) in refused)
        {
            Assert.Equal(status, (int)(await witness.Send(request.Write())).Status);
        }

        await using var fresh = await TestWitness.Start(seed: 10);
        Assert.Equal(422, (int)(await fresh.Send(Ask(0, proof, good).Write())).Status);
        Assert.Equal(422, (int)(await fresh.Send(Ask(0, [], TestWitness.Note(0, root)).Write())).Status);

        Assert.Equal(HttpStatusCode.OK, (await witness.Grow(5, 7)).Status);
    }

    [Fact]
    public async Task Refuses_what_is_no_request_with_400()
    {
        await using var witness = await TestWitness.Start();
        var note = System.Text.Encoding.UTF8.GetString(TestWitness.Note(1, TestWitness.RootAt(1)).Write());
        var hash = Convert.ToBase64String(new byte[32]);
        foreach (var body in new[]
        {
            "", "\n", "old 0\n", "old 0\n" + note, note, "old 00\n\n" + note, "old -1\n\n" + note, "old 0 \n\n" + note, "Old 0\n\n" + note, "0\n\n" + note,
            $"old 0\n{hash}\n{hash}A\n\n{note}", $"old 0\n{hash[..^4]}\n\n{note}", "old 0\n" + string.Concat(Enumerable.Repeat(hash + "\n", 64)) + "\n" + note,
            "old 0\n\ntest.example/log\n1\n", "old 0\n\nno checkpoint\n\n" + note.Split("\n\n")[1], "old 0\r\n\r\n" + note,
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await witness.Send(body)).Status);
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await witness.Send(new byte[70_000])).Status);
    }

    [Fact]
    public async Task Never_cosigns_two_histories_however_many_ask_at_once()
    {
        const int tries = 40;
        await using var witness = await TestWitness.Start();
        await witness.Grow(0, 3);
        var cosigned = new ConcurrentBag<string>();

        // A log that lies: from size 3 on it has two histories, and shows both at once. They part after entry 3.
        var one = TileLog.LeafHashes(40);
        var other = one.Select((hash, i) => i < 3 ? hash : Merkle.LeafHash(hash)).ToArray();
        await Parallel.ForEachAsync(Enumerable.Range(0, tries), new ParallelOptions { MaxDegreeOfParallelism = tries }, async (i, _) =>
        {
            var (leaves, size) = (i % 2 == 0 ? one : other, 4 + (i / 2));
            var note = TestWitness.Note(size, NaiveTree.Root(leaves.AsSpan(0, size)));
            var old = 3;
            while (true)
            {
                var request = new WitnessRequest(new TreeSize(old), NaiveTree.Proof(old, leaves.AsSpan(0, size)), note);
                var (status, body, _) = await witness.Send(request.Write());
                if (status == HttpStatusCode.OK)
                {
                    cosigned.Add(note.Text);
                }

                if (status != HttpStatusCode.Conflict || (old = int.Parse(body)) > size)
                {
                    return;
                }
            }
        });

        Assert.NotEmpty(cosigned);
        var seen = cosigned.Select(Checkpoint.Parse).ToList();
        var ofOne = seen.All(checkpoint => IsOf(one, checkpoint));
        var ofOther = seen.All(checkpoint => IsOf(other, checkpoint));
        Assert.True(ofOne ^ ofOther);

        static bool IsOf(byte[][] leaves, Checkpoint checkpoint) =>
            NaiveTree.Root(leaves.AsSpan(0, (int)checkpoint.Size.Value)).AsSpan().SequenceEqual(checkpoint.Root);
    }

    [Fact]
    public async Task Remembers_over_a_restart_and_trusts_no_state_but_its_own()
    {
        await using var witness = await TestWitness.Start();
        await witness.Grow(0, 5);
        await witness.Restart();

        Assert.Equal((HttpStatusCode.Conflict, "5\n", "text/x.tlog.size"), await witness.Grow(0, 6));
        Assert.Equal(HttpStatusCode.OK, (await witness.Grow(5, 6)).Status);

        Assert.Throws<IOException>(witness.OpenStore);
        await witness.Close();
        await File.WriteAllBytesAsync(witness.StateFile, TestWitness.Note(3, TestWitness.RootAt(3)).Write());
        Assert.Throws<FormatException>(witness.OpenStore);
    }

    [Fact]
    public async Task Takes_either_key_of_a_log_that_changes_keys()
    {
        using var next = NoteSigner.FromSeed(TestWitness.Origin, SignedNoteTests.Seed(2));
        await using var witness = await TestWitness.Start(9, TestWitness.LogKey.Verifier, next.Verifier);

        Assert.Equal(HttpStatusCode.OK, (await witness.Grow(0, 2)).Status);
        var both = TestWitness.Note(3, TestWitness.RootAt(3), TestWitness.LogKey, next);
        Assert.Equal(HttpStatusCode.OK, (await witness.Send(Ask(2, TestWitness.Proof(2, 3), both).Write())).Status);
        var only = TestWitness.Note(4, TestWitness.RootAt(4), next);
        Assert.Equal(HttpStatusCode.OK, (await witness.Send(Ask(3, TestWitness.Proof(3, 4), only).Write())).Status);
    }

    [Fact]
    public void A_request_is_read_as_it_was_written()
    {
        var request = Ask(5, TestWitness.Proof(5, 7), TestWitness.Note(7, TestWitness.RootAt(7)));

        Assert.Equal(request.Write(), WitnessRequest.Parse(request.Write()).Write());
        Assert.StartsWith("old 5\n", System.Text.Encoding.UTF8.GetString(request.Write()), StringComparison.Ordinal);
    }

    private static string Place(TestWitness witness) => $"{Path.GetFileName(Path.GetDirectoryName(witness.StateFile))}/checkpoint";

    private static WitnessRequest Ask(long old, IReadOnlyList<byte[]> proof, SignedNote note) => new(new TreeSize(old), proof, note);
}
