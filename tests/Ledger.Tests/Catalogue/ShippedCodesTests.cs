using Ledger.Catalogue.CodeLists;
using Ledger.Cases;
using Ledger.Deciding;
using PublicApi.Catalogue;

namespace Ledger.Tests.Catalogue;

public sealed class ShippedCodesTests
{
    [Fact]
    public void The_twelve_categories_ship() => Assert.Equal(
        ["INFO", "FIN", "STARTUP", "TRAIN", "TECH", "MGMT", "MARKET", "LEGAL", "DIGI", "GREEN", "LOGI", "OTHER"], Codes("service-category"));

    [Fact]
    public void The_words_that_commands_take_are_those_of_the_lists()
    {
        Assert.Equal(Channels.All.Order(StringComparer.Ordinal), Codes("channel").Order(StringComparer.Ordinal));
        Assert.Equal(Outcomes.Stated.Append(Outcomes.NotStated).Order(StringComparer.Ordinal), Codes("outcome").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_list_is_taken_and_speaks_both_languages() => Assert.All(ShippedCatalogue.CodeLists.Keys.Where(name => name != "region"), name =>
    {
        Given.Scene<CodeListState>(CodeListState.StreamOf(name)).When(ShippedCatalogue.CodeList(name)).ThenAccepted();
        Assert.All(ShippedCatalogue.CodeList(name).Items, item => Assert.NotNull(item.NameEn));
    });

    private static IEnumerable<string> Codes(string list) => ShippedCatalogue.CodeList(list).Items.Select(item => item.Code);
}
