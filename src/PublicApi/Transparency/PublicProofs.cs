using System.ComponentModel;
using GraphQL;
using Projections.Transparency;

namespace PublicApi.Transparency;

[Name("InclusionProof")]
[Description("That an entry stands at its position in the tree. 条目包含证明。")]
public sealed class ProofOfInclusion(InclusionProof proof)
{
    [Description("Position of the entry. 条目位置。")]
    public long Position => proof.Index.Value;

    [Description("Size of the tree. 树的大小。")]
    public long TreeSize => proof.Size.Value;

    [Description("Hash of the entry: SHA-256 of 0x00 and its body, in base64. 条目哈希（base64）。")]
    public string LeafHash => Convert.ToBase64String(proof.LeafHash);

    [Description("Root of the tree, in base64. 树根（base64）。")]
    public string RootHash => Convert.ToBase64String(proof.Root);

    [Description("The proof's hashes, the leaf's sibling first, in base64. 证明路径（base64）。")]
    public IEnumerable<string> Hashes => proof.Hashes.Select(Convert.ToBase64String);
}

[Name("ConsistencyProof")]
[Description("That the larger tree begins with the smaller one. 一致性证明。")]
public sealed class ProofOfConsistency(ConsistencyProof proof)
{
    [Description("The smaller size. 较小的树。")]
    public long From => proof.From.Value;

    [Description("The larger size. 较大的树。")]
    public long To => proof.To.Value;

    [Description("Root at the smaller size, in base64. 较小的树根（base64）。")]
    public string FromRootHash => Convert.ToBase64String(proof.FromRoot);

    [Description("Root at the larger size, in base64. 较大的树根（base64）。")]
    public string ToRootHash => Convert.ToBase64String(proof.ToRoot);

    [Description("The proof's hashes, in base64. 证明路径（base64）。")]
    public IEnumerable<string> Hashes => proof.Hashes.Select(Convert.ToBase64String);
}
