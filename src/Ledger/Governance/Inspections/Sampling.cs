using System.Security.Cryptography;
using System.Text;

namespace Ledger.Governance.Inspections;

/// <summary>
/// How a sample is drawn, so that anybody can draw it again: each subject gets the SHA-256 of the seed's 32 bytes followed by
/// the UTF-8 bytes of its key; the subjects with the smallest hashes, compared byte by byte, are the sample, in that order.
/// The commitment keeps whoever chose the seed from changing it once the population is public. It does not keep them from
/// having tried seeds before: where that is feared, the inspected contribute to the seed.
/// </summary>
public static class Sampling
{
    private const int SeedBytes = 32;

    /// <param name="seed">64 lower-case hexadecimal digits.</param>
    /// <param name="population">Distinct keys, in any order.</param>
    /// <param name="size">How many are drawn; no more than there are.</param>
    public static IReadOnlyList<string> Draw(string seed, IReadOnlyList<string> population, int size)
    {
        var bytes = Convert.FromHexString(seed);
        return
        [
            .. population
                .OrderBy(key => Convert.ToHexString(SHA256.HashData([.. bytes, .. Encoding.UTF8.GetBytes(key)])), StringComparer.Ordinal)
                .Take(size),
        ];
    }

    /// <summary>SHA-256 of the seed's bytes, 64 lower-case hexadecimal digits.</summary>
    public static string Commit(string seed) => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(seed)));

    public static bool IsSeed(string? seed) => seed is { Length: 2 * SeedBytes } && seed.All(char.IsAsciiHexDigitLower);
}
