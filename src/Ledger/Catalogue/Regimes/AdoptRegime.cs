using Ledger.Deciding;
using Ledger.Registry;

namespace Ledger.Catalogue.Regimes;

/// <summary>Adopts a regime or a new version of it, by the province. What its rules say is checked where they are read.</summary>
/// <param name="Document">The regime in canonical JSON (RFC 8785): a JSON object, whole numbers only, no nulls.</param>
/// <param name="DocumentHash">SHA-256 of the text's UTF-8 bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="EffectiveFrom">Now when left out; later than that of the version before.</param>
public sealed record AdoptRegime(
    string NameZh,
    string NameEn,
    string Document,
    string DocumentHash,
    string LegalBasis,
    string? ResolutionId = null,
    DateTimeOffset? EffectiveFrom = null) : Command<RegimeState>
{
    protected override Decision Decide(RegimeState state, Act act)
    {
        var from = CatalogueFields.EffectiveOrNow(EffectiveFrom, act);
        return Authority.Province(act)
            ?? Fields.Name("name_zh", NameZh)
            ?? Fields.Name("name_en", NameEn)
            ?? Fields.Prose("legal_basis", LegalBasis, CatalogueFields.LongestNote)
            ?? CatalogueFields.Sha256("document_hash", DocumentHash)
            ?? CatalogueFields.OptionalResolution("resolution_id", ResolutionId)
            ?? (RegimeText.IsCanonical(Document)
                ? null
                : Decision.Refuse(
                    CatalogueRules.RegimeForm,
                    "The document has to be one JSON object in canonical form (RFC 8785), with whole numbers and without nulls.",
                    "文本须为一个规范形式（RFC 8785）的 JSON 对象，数字须为整数，且不含空值。"))
            ?? (RegimeText.Hash(Document) == DocumentHash
                ? null
                : Decision.Refuse(CatalogueRules.RegimeHash, "The hash is not that of the document.", "哈希与文本不符。"))
            ?? CatalogueFields.Effective("effective_from", EffectiveFrom)
            ?? CatalogueFields.InOrder(state.Versions, from)
            ?? Decision.Accept(new RegimeAdopted(
                act.Envelope, state.Versions.Count + 1, NameZh, NameEn, Document, DocumentHash, from, LegalBasis, ResolutionId));
    }
}
