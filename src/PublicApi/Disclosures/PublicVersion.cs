using System.ComponentModel;
using Projections.Streams;

namespace PublicApi.Disclosures;

/// <summary>What every published version says.</summary>
public abstract class PublicVersion
{
    private readonly PublishedVersion version;

    private protected PublicVersion(PublishedVersion version) => this.version = version;

    [Description("Number of the version, from 1. 版本号，自1起。")]
    public long Version => version.Version;

    [Description("When it was published. 发布时间。")]
    public DateTimeOffset PublishedAt => version.PublishedAt;

    [Description("The instant from which it is in force. 生效时刻。")]
    public DateTimeOffset EffectiveFrom => version.EffectiveFrom;

    [Description("First instant at which it is no longer in force; null while no end is known. 失效时刻；未知时为空。")]
    public DateTimeOffset? EffectiveTo => version.EffectiveTo;

    [Description("Position of the entry that published it. 发布条目的位置。")]
    public long Position => version.Position;
}

/// <summary>What every disclosure of a service says.</summary>
public abstract class Disclosed
{
    private readonly Projections.Disclosures.Offer offer;

    private protected Disclosed(Projections.Disclosures.Offer offer) => this.offer = offer;

    [Description("Code of the service. 服务代码。")]
    public string ServiceCode => offer.Service.Code;

    [Description("Its name. 服务名称。")]
    public string ServiceName => offer.Shown?.Content.Name ?? "";

    [Description("Code of the platform that publishes it. 发布平台编码。")]
    public string Platform => offer.Service.Platform;

    [Description("Name of the platform. 发布平台名称。")]
    public string? PlatformName => offer.Platform?.Name;

    [Description("Whether it can be asked for at the instant: a version is in force and the platform is open. 该时刻是否可申请（有生效版本且平台已开通）。")]
    public bool IsActive => offer.IsActive;
}
