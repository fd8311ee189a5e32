using System.ComponentModel;
using System.Globalization;
using GraphQL;
using Projections.Disclosures;

namespace PublicApi.Disclosures;

[Name("Rate")]
[Description("A rate with what it is made of. 比率及其分子、分母。")]
public sealed class PublicRate(long numerator, long denominator)
{
    [Description("How many meet the condition. 分子。")]
    public long Numerator => numerator;

    [Description("How many there are. 分母。")]
    public long Denominator => denominator;

    [Description("numerator / denominator, of 6 decimals; null when there is nothing to count. 比率（六位小数）；分母为0时为空。")]
    public string? Ratio => denominator == 0 ? null : Rounding.Share(numerator, denominator).ToString("0.000000", CultureInfo.InvariantCulture);
}

[Name("DisclosureRatesOf")]
[Description("How many of the active services publish what. 有效服务中已公开的比例。")]
public sealed class DisclosureRatesOf
{
    private readonly OfferRates rates;

    internal DisclosureRatesOf(OfferRates rates) => this.rates = rates;

    [Description("Code of the platform; null for the whole network. 平台编码；全网为空。")]
    public string? Platform => rates.Platform;

    [Description("Name of the platform; null for the whole network. 平台名称；全网为空。")]
    public string? PlatformName => rates.PlatformName;

    [Description("Active services: with a version in force, at a platform that is open. 有效服务数（有生效版本且平台已开通）。")]
    public long ActiveServices => rates.Active;

    [Description("D1: active services with every required field of their content. 服务内容完整率（D1）。")]
    public PublicRate ContentCompleteness => new(rates.Complete, rates.Active);

    [Description("D2: active services with a process in force. 服务流程公开率（D2）。")]
    public PublicRate ProcessDisclosureRate => new(rates.WithProcess, rates.Active);

    [Description("D3: active services with a fee item in force, be it one that is free. 收费标准公开率（D3，含明示免费）。")]
    public PublicRate FeeDisclosureRate => new(rates.WithFees, rates.Active);

    [Description("D4: active services with all three clocks and a redress contact promised. 服务承诺公开率（D4，三项时限和救济联系方式齐全）。")]
    public PublicRate CommitmentDisclosureRate => new(rates.WithCommitment, rates.Active);
}

[Name("DisclosureRates")]
[Description("How many of the active services publish what, at an instant. 某一时刻的公开率。")]
public sealed class PublicDisclosureRates
{
    internal PublicDisclosureRates(DateTimeOffset? at, OfferRates network, IEnumerable<OfferRates> byPlatform)
    {
        At = at;
        Network = new(network);
        ByPlatform = [.. byPlatform.Select(rates => new DisclosureRatesOf(rates))];
    }

    [Description("The instant; null while the log is empty. 所查时刻；日志为空时为空。")]
    public DateTimeOffset? At { get; }

    [Description("Of the whole network. 全网。")]
    public DisclosureRatesOf Network { get; }

    [Description("Of each platform with an active service, in order of code. 各有有效服务的平台，按编码排列。")]
    public IReadOnlyList<DisclosureRatesOf> ByPlatform { get; }
}
