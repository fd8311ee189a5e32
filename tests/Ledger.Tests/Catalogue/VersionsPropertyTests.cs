using FsCheck.Xunit;
using Ledger.Catalogue.Brands;
using Ledger.Catalogue.Calendars;
using Ledger.Catalogue.CodeLists;
using Ledger.Catalogue.Regimes;
using Ledger.Catalogue.Standards;
using Ledger.Catalogue.Targets;
using Ledger.Deciding;
using PublicApi.Catalogue;

namespace Ledger.Tests.Catalogue;

/// <summary>What the province adopts in versions, against one model: the province alone adds a version, each takes effect later
/// than the one before, and at any instant the last that has taken effect holds.</summary>
public sealed class VersionsPropertyTests
{
    private const string Hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    [Property(MaxTest = 200)]
    public void Standards(byte[] script) => Play<StandardState>(
        "standard-A", script, from => new AdoptStandard("规范", "DIGI", null, 1, 2, 3, null, 0, null, from), (state, at) => state.VersionAt(at)?.Version);

    [Property(MaxTest = 200)]
    public void Regimes(byte[] script) => Play<RegimeState>(
        "regime-a", script, from => new AdoptRegime("规则", "Rules", "{}", Hash, "", null, from), (state, at) => state.VersionAt(at)?.Version);

    [Property(MaxTest = 200)]
    public void Brands(byte[] script) => Play<BrandState>(
        "brand-a", script, from => new AdoptBrandVersion("品牌", "Brand", "", "12345", Hash, from), (state, at) => state.VersionAt(at)?.Version);

    [Property(MaxTest = 200)]
    public void Code_lists(byte[] script) => Play<CodeListState>(
        "codelist-a", script, from => new PublishCodeList([new CodeItem("A", "甲")], "表", from), (state, at) => state.At(at)?.Version);

    /// <summary>Targets and calendars have no time of effect: the last one said holds.</summary>
    [Property(MaxTest = 200)]
    public void Targets_and_calendars(byte[] script)
    {
        var (targets, calendar) = (Given.Scene<TargetState>("target-2026"), Given.Scene<CalendarState>("calendar-2026"));
        var (said, published) = (new Dictionary<string, (int Version, long Value)>(), 0);
        foreach (var step in script)
        {
            var (node, kpi) = (step % 4 == 0 ? Given.Window : Given.Province, $"K{1 + (step / 4 % 8)}");
            var unit = kpi == "K2" ? "service_count" : "provider_count";
            var target = targets.When(new SetKpiTarget(kpi, step, unit, ""), node);
            var days = calendar.When(ShippedCatalogue.Calendar(step % 8 < 4 ? 2026 : 2025), node);

            Assert.Equal(node == Given.Province && (kpi is "K1" or "K2"), target.Decision is Decision.Accepted);
            Assert.Equal(node == Given.Province && step % 8 < 4, days.Decision is Decision.Accepted);
            if (target.Decision is Decision.Accepted)
            {
                targets = target.ThenAccepted();
                said[kpi] = (said.GetValueOrDefault(kpi).Version + 1, step);
            }

            if (days.Decision is Decision.Accepted)
            {
                calendar = days.ThenAccepted();
                published++;
            }

            Assert.Equal(said.OrderBy(known => known.Key), targets.State.Targets.OrderBy(known => known.Key));
            Assert.Equal(published, calendar.State.Version);
        }
    }

    private static void Play<TState>(
        string stream, byte[] script, Func<DateTimeOffset?, Command<TState>> adopt, Func<TState, DateTimeOffset, int?> versionAt)
        where TState : StreamState<TState>, new()
    {
        var (scene, now, effective) = (Given.Scene<TState>(stream), Given.Now, new List<DateTimeOffset>());
        foreach (var step in script)
        {
            now = now.AddDays(1);
            var node = step % 5 == 0 ? Given.Window : Given.Province;
            DateTimeOffset? from = step % 7 == 0 ? null : now.AddDays((step % 40) - 20);

            var tried = scene.When(adopt(from), node, now);

            var allowed = node == Given.Province && effective.All(before => (from ?? now) > before);
            Assert.Equal(allowed, tried.Decision is Decision.Accepted);
            if (allowed)
            {
                scene = tried.ThenAccepted();
                effective.Add(from ?? now);
            }

            for (var day = -30; day <= 30; day += 5)
            {
                var begun = effective.Count(before => before <= now.AddDays(day));
                Assert.Equal(begun == 0 ? null : begun, versionAt(scene.State, now.AddDays(day)));
            }
        }
    }
}
