using System.Security.Cryptography;
using System.Text;
using Projections.Compliance.Facts;

namespace Projections.Compliance.Months;

/// <summary>
/// Ids of findings: <c>month.rule.digest</c>, such as <c>2026-03.D3-UNLISTED_FEE.0123456789abcdef01234567</c>. The digest is the
/// first 24 hexadecimal digits of the SHA-256 of rule, month, subject and position of the first evidence (empty without any), a
/// line feed between them, in UTF-8.
/// </summary>
public static class FindingIds
{
    private const int Digits = 24;
    private const int MonthLength = 7;

    public static string Of(Month month, Finding finding)
    {
        var first = finding.Evidence.IsEmpty ? "" : $"{finding.Evidence[0].Position}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{finding.Rule}\n{month}\n{finding.Subject}\n{first}"));
        return $"{month}.{finding.Rule}.{Convert.ToHexStringLower(hash)[..Digits]}";
    }

    /// <summary>The month of an id, yyyy-MM; null where it has none.</summary>
    public static string? MonthOf(string id) =>
        id.Length > MonthLength && Month.Parse(id[..MonthLength]) is { } month ? month.ToString() : null;
}
