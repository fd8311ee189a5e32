using Ledger.Catalogue.Regimes;
using Ledger.Catalogue.Services;
using Ledger.Deciding;
using Ledger.Journal;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;
using Ledger.Tests.Store;

namespace Ledger.Tests.Auditor;

/// <summary>Grows a ledger by random facts of the registry and the catalogue, in any order and with any times of force: a view
/// has to hold whatever a log says.</summary>
public sealed class RandomCatalogue(TestLedger ledger, Random random)
{
    private static readonly string[] Texts = ["", "数字化培训", "a\"b\\c\u0001", "\U0001F600", "\uFF5E", "x"];

    private int number;

    public async Task Step()
    {
        var at = Instant();
        var by = new Envelope(at, at.AddMinutes(random.Next(-60, 60)), "SC-510100", "clerk", Channels.Online, $"catalogue-{number++}", null);
        await (random.Next(4) switch
        {
            0 => Record<PlatformState>($"platform-{random.Next(3)}", Platform(by)),
            1 => Record<ProviderState>($"provider-{random.Next(3)}", Provider(by)),
            2 => Record<RegimeState>($"regime-{random.Next(2)}", new RegimeAdopted(
                by, random.Next(9), Text(), Text(), "{}", Text(), Instant(), Text(), random.Next(2) == 0 ? null : Text())),
            _ => Record<ServiceState>($"service-{random.Next(3)}", Service(by)),
        });
    }

    private async Task Record<TState>(string stream, LedgerEvent fact)
        where TState : StreamState<TState>, new()
    {
        var outcome = await ledger.Journal.Execute<TState>(
            stream, expected: null, fact.Envelope.CommandId, commandHash: null, (_, _) => Decision.Accept(fact), Timeout.InfiniteTimeSpan);
        Assert.IsType<Outcome.Done>(outcome);
    }

    private LedgerEvent Platform(Envelope by) => random.Next(8) switch
    {
        0 => new PlatformRegistered(by, Text(), Text(), Text(), random.Next(2) == 0 ? null : Text(), Text()),
        1 => new PlatformPhaseAssigned(by, random.Next(5), Day()),
        2 => new PlatformOpened(by, Day()),
        3 => new PlatformSuspended(by, Instant(), Text()),
        4 => new PlatformReinstated(by, Instant(), Text()),
        5 => new PlatformRevoked(by, Instant(), Text()),
        6 => new PlatformHotlineChanged(by, Text()),
        _ => new BrandingAttested(by, random.Next(5), Text()),
    };

    private LedgerEvent Provider(Envelope by) => random.Next(9) switch
    {
        0 => new ProviderRegistered(
            by, Text(), Text(), Text(), random.Next(2) == 0 ? null : Text(), TextList(), TextList(), null, null,
            new Sealed(Convert.ToBase64String(new byte[32]))),
        1 => new ProviderIdentityVerified(by, Text(), Text()),
        2 => new ProviderStatusChanged(by, Text(), Instant(), Text()),
        3 => new AllianceApplicationSubmitted(by, Text()),
        4 => new AllianceApplicationDeclined(by, Text()),
        5 => new AllianceAdmitted(by, Text(), Instant()),
        6 => new AllianceSuspended(by, Text(), Instant()),
        7 => new AllianceExited(by, Text(), Instant()),
        _ => new AllianceInteractionRecorded(by, Text(), Text()),
    };

    private LedgerEvent Service(Envelope by) => random.Next(8) switch
    {
        0 => new ServicePublished(by, Text(), random.Next(5), Content(), Instant()),
        1 => new ServiceRevised(by, random.Next(5), Content(), Instant(), Text()),
        2 => new ServiceWithdrawn(by, Instant(), Text()),
        3 => new ServiceAssured(by, Day()),
        4 => new ProcessPublished(
            by, random.Next(5), [new ProcessStep(Text(), Text(), Text(), random.Next(5), TextList(), TextList())], Text(), Text(), Instant()),
        5 => new CommitmentPublished(by, random.Next(5), random.Next(9), random.Next(9), random.Next(9), Text(), Text(), Instant()),
        6 => new FeeItemPublished(
            by, Text(), random.Next(5), Text(), random.Next(), random.Next(), Text(), random.Next(9), Instant(),
            random.Next(2) == 0 ? null : Instant()),
        _ => new FeeItemWithdrawn(by, Text(), Instant(), Text()),
    };

    private ServiceContent Content() => new(
        Text(), Text(), Text(), random.Next(3), Text(), Text(), TextList(), TextList(), TextList(), Text(), TextList(), TextList(), Text(),
        TextList(), Day());

    private string Text() => Texts[random.Next(Texts.Length)];

    private List<string> TextList() => [.. Enumerable.Range(0, random.Next(3)).Select(_ => Text())];

    private DateTimeOffset Instant() => Samples.Noon.AddHours(random.Next(-50, 50));

    private DateOnly Day() => new DateOnly(2026, 1, 1).AddDays(random.Next(30));
}
