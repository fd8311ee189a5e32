using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Streams;

namespace Projections.Regimes;

/// <param name="Document">The rules in canonical JSON (RFC 8785).</param>
/// <param name="DocumentHash">SHA-256 of the document's UTF-8 bytes, lower-case hexadecimal digits.</param>
/// <param name="ResolutionId">The resolution that adopted it, where there is one.</param>
public sealed record RegimeVersion(
    string NameZh, string NameEn, string Document, string DocumentHash, string LegalBasis, string? ResolutionId) : PublishedVersion;

/// <summary>A rule set that disclosures and unifications are checked by: every version.</summary>
public sealed record RegimeView : StreamView
{
    public ImmutableArray<RegimeVersion> Versions { get; init; } = [];

    protected override StreamView Next(PublicEntry entry) => entry.Type == "regime.adopted"
        ? this with
        {
            Versions = Versions.With(new RegimeVersion(
                entry.Fields.RequireText("name_zh"),
                entry.Fields.RequireText("name_en"),
                entry.Fields.RequireText("document"),
                entry.Fields.RequireText("document_hash"),
                entry.Fields.RequireText("legal_basis"),
                entry.Fields.FindText("resolution_id")).From(entry)),
        }
        : this;
}
