using System.ComponentModel;
using GraphQL;
using Projections.Regimes;
using PublicApi.GraphQL;

namespace PublicApi.Disclosures;

[Name("Regime")]
[Implements(typeof(INode))]
[Description("The rule set that disclosures and unifications are checked by. 公开与统一检查所依据的规则。")]
public sealed class PublicRegime : PublicVersion, INode
{
    private readonly RegimeVersion version;
    private readonly Moment? moment;

    internal PublicRegime(string id, RegimeVersion version, Moment? moment = null)
        : base(version) => (Code, this.version, this.moment) = (id, version, moment);

    [Id]
    [Description("Opaque; of this version of the rules, for `node`. 不透明标识，指该规则的该版本，可由 node 查得。")]
    public string Id => NodeId.Write("Regime", Cursors.OfPosition(version.Position), moment);

    [Description("Its id. 规则标识。")]
    public string Code { get; }

    [Description("Its name in Chinese. 中文名称。")]
    public string NameZh => version.NameZh;

    [Description("Its name in English. 英文名称。")]
    public string NameEn => version.NameEn;

    [Description("The rules in canonical JSON (RFC 8785). 规则全文（规范 JSON，RFC 8785）。")]
    public string Document => version.Document;

    [Description("SHA-256 of the document's UTF-8 bytes, in lower-case hexadecimal digits. 规则全文的 SHA-256（小写十六进制）。")]
    public string DocumentHash => version.DocumentHash;

    [Description("What it rests on. 依据。")]
    public string LegalBasis => version.LegalBasis;

    [Description("The resolution that adopted it; null where there is none. 通过该规则的决议；无则为空。")]
    public string? ResolutionId => version.ResolutionId;
}
