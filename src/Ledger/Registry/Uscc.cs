using System.Buffers;
using Ledger.Deciding;

namespace Ledger.Registry;

/// <summary>
/// The unified social credit code, GB 32100-2015: registering department (1), category (1), region of the registry at the time
/// of issue (6 digits of GB/T 2260, perhaps abolished since), subject (9), check (1).
/// </summary>
public static class Uscc
{
    /// <summary>The code fails its check digit and nobody answers for it.</summary>
    public const string CheckRule = "USCC-CHECK";

    private const int Length = 18;

    // The standard leaves out I, O, S, V and Z. A symbol's value is its place.
    private const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly SearchValues<char> Known = SearchValues.Create(Symbols);

    // 3^(i-1) mod 31.
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>18 of the standard's symbols, a region's digits among them. Says nothing about the check digit.</summary>
    public static bool IsWellFormed(string? code) =>
        code is { Length: Length } && code.AsSpan().IndexOfAnyExcept(Known) < 0 && code.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Whether the last symbol is the one that follows from the first 17.</summary>
    /// <param name="code">A well-formed code.</param>
    public static bool PassesCheck(string code) => code[^1] == CheckSymbol(code.AsSpan(0, Length - 1));

    /// <param name="first">The first 17 symbols.</param>
    public static char CheckSymbol(ReadOnlySpan<char> first)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Symbols.IndexOf(first[i], StringComparison.Ordinal) * Weights[i];
        }

        return Symbols[(Symbols.Length - (sum % Symbols.Length)) % Symbols.Length];
    }

    /// <summary>Some codes were lawfully issued with a wrong check digit. Such a code is taken when somebody gives the reason
    /// and the evidence for it, never silently, and never refused for good.</summary>
    internal static Decision? Check(string? code, string? overrideReason, string? overrideEvidenceHash) =>
        Fields.Uscc("uscc", code)
        ?? (PassesCheck(code!) ? Needless(overrideReason, overrideEvidenceHash) : Overridden(overrideReason, overrideEvidenceHash));

    private static Decision? Overridden(string? reason, string? evidenceHash) => reason is null && evidenceHash is null
        ? Decision.Refuse(
            CheckRule,
            "The credit code fails its check digit; correct it, or give the reason and the evidence for taking it all the same.",
            "统一社会信用代码校验位不符；请更正，或提供仍予采用的理由和证据。")
        : Fields.Code("uscc_override_reason", reason) ?? Fields.Sha256("uscc_override_evidence_hash", evidenceHash);

    private static Decision? Needless(string? reason, string? evidenceHash) => reason is null && evidenceHash is null
        ? null
        : Fields.Refuse("uscc_override_reason", "is given for a code that fails its check digit only", "仅在代码校验位不符时填写");
}
