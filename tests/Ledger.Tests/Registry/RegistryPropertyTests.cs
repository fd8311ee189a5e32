using FsCheck;
using FsCheck.Xunit;
using Ledger.Journal;
using Ledger.Registry.Agreements;
using Ledger.Registry.Enterprises;
using Ledger.Registry.Plans;
using Ledger.Registry.Platforms;
using Ledger.Registry.Providers;

namespace Ledger.Tests.Registry;

/// <summary>Random commands against the rules written again, as simply as they can be. A failure prints the shrunk script.</summary>
public sealed class RegistryPropertyTests
{
    [Property(MaxTest = 300, StartSize = 50, EndSize = 400)]
    public void A_platform_is_where_its_model_is(byte[] script) => PlatformModel.Run(script);

    [Property(MaxTest = 300, StartSize = 50, EndSize = 600)]
    public void A_provider_is_where_its_model_is(byte[] script) => new ProviderModel(script).Run();

    [Property(MaxTest = 300, StartSize = 50, EndSize = 300)]
    public void An_agreement_is_where_its_model_is(byte[] script) => AgreementModel.Run(script);

    [Property(MaxTest = 200)]
    public void An_enterprise_and_a_plan_are_where_their_models_are(byte[] script) => EnterpriseModel.Run(script);

    [Fact]
    public void The_random_commands_reach_every_event()
    {
        const int Seed = 20_260_105;
        var random = new Random(Seed);
        var happened = new HashSet<Type>();
        for (var i = 0; i < 200; i++)
        {
            var script = new byte[600];
            random.NextBytes(script);
            happened.UnionWith([
                .. PlatformModel.Run(script), .. new ProviderModel(script).Run(), .. AgreementModel.Run(script), .. EnterpriseModel.Run(script),
            ]);
        }

        Type[] areas = [typeof(PlatformEvent), typeof(ProviderEvent), typeof(AgreementEvent), typeof(EnterpriseEvent), typeof(PlanEvent)];
        var all = EventCatalogue.All.Select(type => type.Record).Where(record => areas.Any(record.IsSubclassOf)).ToHashSet();
        // The models begin with a registered provider.
        all.Remove(typeof(ProviderRegistered));
        Assert.Equal(all, happened);
    }

    [Property(MaxTest = 2_000)]
    public void Nothing_gets_smaller_by_growing(NonNegativeInt industry, NonNegativeInt x, NonNegativeInt y, NonNegativeInt z, NonNegativeInt more)
    {
        string[] order = ["micro", "small", "medium", "large"];
        var names = SizeClass.Industries.Order(StringComparer.Ordinal).ToArray();
        // Two powers, so that values lie on both sides of the table's bounds.
        var inputs = new SizeInputs(names[industry.Get % 16], x.Get * 20L, y.Get * 1_000_000_000L, z.Get * 1_000_000_000L);
        var grown = inputs with { Employees = inputs.Employees + more.Get, RevenueFen = inputs.RevenueFen + (more.Get * 1_000_000L) };

        Assert.True(Array.IndexOf(order, SizeClass.Of(grown)) >= Array.IndexOf(order, SizeClass.Of(inputs)));
    }
}
