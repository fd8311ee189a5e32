using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Compliance.Months;
using Projections.Compliance.Regimes;

namespace Projections.Compliance;

/// <summary>A service as it stood at the last instant of the month at which it was in force.</summary>
public sealed record StandingService(ServiceFacts Service, PublishedVersion Version, DateTimeOffset At)
{
    private readonly string stream = $"service-{Service.Code}";

    public PublicFields Content { get; } = ServiceFacts.ContentOf(Version);

    public Observation Observe(bool held, params ReadOnlySpan<EntryRef?> evidence) => ObservePart("", held, evidence);

    public Observation ObservePart(string part, bool held, params ReadOnlySpan<EntryRef?> evidence)
    {
        var provider = Content.FindText("provider_id");
        return new Observation(
            part.Length == 0 ? stream : stream + part, Service.Node, provider == Service.Node ? null : provider, held,
            held ? [] : CaseFacts.Evidence([Version.Entry, .. evidence]));
    }
}

/// <summary>What a check may see: the facts of the public entries, the month, and its own parameters.</summary>
public sealed class CheckRun
{
    private const string NetworkStandard = "standard-NETWORK";

    private readonly Judgement judgement;

    internal CheckRun(Judgement judgement, CheckParameters parameters) => (this.judgement, Parameters) = (judgement, parameters);

    public NetworkFacts Facts => judgement.Facts;

    public Month Month => judgement.Month;

    public CheckParameters Parameters { get; }

    /// <summary>The last instant of the month that is looked at.</summary>
    public DateTimeOffset Last => Month.End - TimeSpan.FromMilliseconds(1);

    /// <summary>Services in force at any instant of the month, guides left out.</summary>
    public IReadOnlyList<StandingService> Services => judgement.Services;

    /// <inheritdoc cref="Judgement.Charged"/>
    internal IReadOnlyList<ChargedLine> Charged => judgement.Charged;

    /// <inheritdoc cref="Judgement.CountAt"/>
    internal MonthCount CountAt(long size) => judgement.CountAt(size);

    public IEnumerable<PlatformFacts> OpenPlatforms() => Facts.Platforms.Values.Where(platform => platform.WasOpenIn(Month));

    /// <summary>Entries of cases that happened in the month.</summary>
    public IEnumerable<(CaseFacts Case, int Index, KeptEntry Entry)> CaseEntries(string type) =>
        Facts.CaseEntriesIn(Month)[type];

    /// <summary>Cases to which something happened in the month, each once.</summary>
    public IEnumerable<CaseFacts> TouchedCases() => Facts.CaseEntriesIn(Month).Cases;

    public Versions? Standard(string? code) => code is null ? null : Facts.VersionsOf($"standard-{code}");

    public Versions? OwnStandard => Facts.VersionsOf(NetworkStandard);

    /// <summary>The lines of an entry with their number, from 1.</summary>
    public static IEnumerable<(int Number, KeptFields Line)> Lines(KeptEntry entry) =>
        entry.Fields.Groups("lines").Select((line, index) => (index + 1, line));

    /// <summary>Subject of a platform's own observation.</summary>
    public static Observation OfPlatform(PlatformFacts platform, bool held, params ReadOnlySpan<EntryRef?> evidence) =>
        new($"platform-{platform.Code}", platform.Code, null, held, held ? [] : CaseFacts.Evidence(evidence));

    /// <summary>Of a subject of governance, which is a platform or a provider.</summary>
    public Observation OfSubject(string stream, string subject, bool held, params ReadOnlySpan<EntryRef?> evidence) => new(
        stream,
        Facts.Platforms.ContainsKey(subject) ? subject : null,
        Facts.Platforms.ContainsKey(subject) ? null : subject,
        held,
        held ? [] : CaseFacts.Evidence(evidence));
}
