using System.Text.Json;
using Ledger.Transparency;

namespace Ledger.Tests.Transparency;

/// <summary>The proofs of transparency-dev/merkle, good and bad: 196 files.</summary>
public sealed class MerkleVectorTests
{
    // That library refuses size 0 as the first of two. A witness takes it, with an empty proof (C2SP tlog-witness).
    private const string TakenHere = "size1-is-zero-and-size2-is-not-zero.json";

    [Fact]
    public void All_196_proofs_are_accepted_or_refused_as_they_should_be()
    {
        var (inclusion, consistency) = (Cases("inclusion"), Cases("consistency"));

        Assert.Equal(196, inclusion.Count + consistency.Count);
        foreach (var (file, proof) in inclusion)
        {
            Assert.True(IsIncluded(proof) != WantsError(proof), file);
        }

        foreach (var (file, proof) in consistency)
        {
            Assert.True(IsConsistent(proof) == (!WantsError(proof) || file.EndsWith(TakenHere, StringComparison.Ordinal)), file);
        }
    }

    private static List<(string File, JsonElement Case)> Cases(string kind) =>
        [.. Directory.EnumerateFiles(Vectors.Path($"merkle/{kind}"), "*.json", SearchOption.AllDirectories)
            .Select(file => (file, JsonDocument.Parse(File.ReadAllBytes(file)).RootElement))];

    private static bool WantsError(JsonElement proof) => proof.GetProperty("wantErr").GetBoolean();

    // The numbers are unsigned there: one from 2^63 on is no size here.
    private static long Number(JsonElement proof, string name) => proof.GetProperty(name).TryGetInt64(out var number) ? number : -1;

    private static bool IsIncluded(JsonElement proof) => Proofs.VerifyInclusion(
        new LeafIndex(Number(proof, "leafIdx")), new TreeSize(Number(proof, "treeSize")),
        proof.Base64("leafHash"), proof.Base64List("proof"), proof.Base64("root"));

    private static bool IsConsistent(JsonElement proof) => Proofs.VerifyConsistency(
        new TreeSize(Number(proof, "size1")), new TreeSize(Number(proof, "size2")),
        proof.Base64("root1"), proof.Base64("root2"), proof.Base64List("proof"));
}
