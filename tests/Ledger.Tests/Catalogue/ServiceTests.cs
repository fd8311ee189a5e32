using Ledger.Catalogue.Services;

namespace Ledger.Tests.Catalogue;

public sealed class ServiceTests
{
    private static readonly DateTimeOffset Now = Given.Now;
    private static readonly ServiceContent Content = Given.Content;

    [Fact]
    public void A_window_publishes_a_service_and_owns_it()
    {
        var after = Given.Scene<ServiceState>("service-DIGI-01").When(new PublishService(Content, Now.AddDays(3)), Given.Window)
            .Then(by => new ServicePublished(by, Given.Window, 1, Content, Now.AddDays(3))).State;

        Assert.Equal(Given.Window, after.NodeId);
        Assert.False(after.IsActiveAt(Now.AddDays(3).AddMilliseconds(-1)));
        Assert.True(after.IsActiveAt(Now.AddDays(3)));
        Assert.Equal(Now, after.VersionAt(Now.AddDays(3))!.PublishedAt);
    }

    [Fact]
    public void Takes_effect_at_once_where_no_time_is_said() =>
        Assert.Equal(Now, Given.Service().State.VersionAt(Now)!.From);

    [Fact]
    public void A_code_is_published_once() =>
        Given.Service().When(new PublishService(Content), Given.Window).ThenRefused("EXISTS");

    [Theory]
    [InlineData(Given.SuspendedWindow)]
    [InlineData("SC-519999")]
    public void Only_an_open_platform_publishes(string node) =>
        Given.Scene<ServiceState>("service-X").When(new PublishService(Content with { ProviderId = node }), node).ThenRefused("INV-13");

    [Theory]
    [InlineData("91510100MAX0X0X99X", "PROVIDER-UNKNOWN")]
    [InlineData(Given.OtherWindow, "PROVIDER-UNKNOWN")]
    [InlineData(Given.SuspendedProvider, "INV-13")]
    [InlineData("", "FIELD-PROVIDER-ID")]
    public void The_provider_is_active_or_the_platform_itself(string provider, string rule)
    {
        Given.Scene<ServiceState>("service-X").When(new PublishService(Content with { ProviderId = provider }), Given.Window).ThenRefused(rule);
        Given.Scene<ServiceState>("service-X").When(new PublishService(Content with { ProviderId = Given.Window }), Given.Window).ThenAccepted();
    }

    public static TheoryData<string, ServiceContent> Unsound => new()
    {
        { "FIELD-NAME", Content with { Name = "" } },
        { "FIELD-CATEGORY-CODE", Content with { CategoryCode = "" } },
        { "FIELD-STANDARD-CODE", Content with { StandardCode = new string('x', 101) } },
        { "FIELD-STANDARD-VERSION", Content with { StandardVersion = -1 } },
        { "FIELD-NATURE", Content with { Nature = "cheap" } },
        { "FIELD-SIZE-CLASSES", Content with { SizeClasses = ["tiny"] } },
        { "CODE-REPEATED", Content with { SizeClasses = ["micro", "micro"] } },
        { "FIELD-INDUSTRY-CODES", Content with { IndustryCodes = ["350"] } },
        { "FIELD-INDUSTRY-CODES", Content with { IndustryCodes = [null!] } },
        { "FIELD-REGION-CODES", Content with { RegionCodes = ["51010"] } },
        { "FIELD-CONDITIONS", Content with { Conditions = new string('文', 2001) } },
        { "FIELD-MATERIALS", Content with { Materials = [.. Enumerable.Repeat("文", 51)] } },
        { "FIELD-MATERIALS", Content with { Materials = ["a\u0000"] } },
        { "FIELD-CHANNELS", Content with { Channels = ["fax"] } },
        { "FIELD-CONTACT", Content with { Contact = "\ud800" } },
        { "FIELD-FEATURE-TAGS", Content with { FeatureTags = [""] } },
        { "FIELD-ASSURED-ON", Content with { AssuredOn = new DateOnly(2026, 1, 6) } },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void A_content_has_its_shape_when_published_and_when_revised(string rule, ServiceContent content)
    {
        Given.Scene<ServiceState>("service-X").When(new PublishService(content), Given.Window).ThenRefused(rule);
        Given.Service().When(new ReviseService(content, "", Now.AddDays(1)), Given.Window).ThenRefused(rule);
    }

    /// <summary>What D1-LATE_PUBLICATION, D1-INCOMPLETE_ENTRY, D1-STALE_ENTRY, U2-OFF_STANDARD_SERVICE, U2-UNKNOWN_CATEGORY and
    /// U5-INVALID_CODE look for has to be possible.</summary>
    [Fact]
    public void What_the_checks_are_to_find_is_not_refused()
    {
        var incomplete = Content with
        {
            StandardCode = "",
            StandardVersion = 0,
            SizeClasses = [],
            IndustryCodes = [],
            RegionCodes = ["519999"],
            Conditions = "",
            Materials = [],
            Channels = [],
            Contact = "",
            FeatureTags = [],
            CategoryCode = "NO_SUCH",
            AssuredOn = new DateOnly(2020, 1, 1),
        };

        var late = Given.Scene<ServiceState>("service-X").When(new PublishService(incomplete, Now.AddYears(-1)), Given.Window).ThenAccepted();

        Assert.True(late.State.VersionAt(Now.AddDays(-100))!.PublishedAt > late.State.VersionAt(Now.AddDays(-100))!.From);
    }

    [Theory]
    [InlineData(1999)]
    [InlineData(2100)]
    [InlineData(9999)]
    public void An_effective_time_lies_in_this_century(int year) => Given.Scene<ServiceState>("service-X")
        .When(new PublishService(Content, new DateTimeOffset(year, 12, 31, 23, 0, 0, TimeSpan.Zero)), Given.Window).ThenRefused("FIELD-EFFECTIVE-FROM");

    [Fact]
    public void A_revision_takes_effect_later_and_the_old_one_stays_for_what_froze_it()
    {
        var revised = Content with { Name = "数字化诊断" };

        var after = Given.Service().When(new ReviseService(revised, "更名", Now.AddDays(1)), Given.Window)
            .Then(by => new ServiceRevised(by, 2, revised, Now.AddDays(1), "更名"));

        Assert.Equal("数字化培训", after.State.VersionAt(Now)!.Value.Name);
        Assert.Equal("数字化诊断", after.State.VersionAt(Now.AddDays(1))!.Value.Name);
        after.When(new ReviseService(Content, "", Now.AddDays(1)), Given.Window).ThenRefused("EFFECTIVE-ORDER");
        after.When(new ReviseService(Content, "", Now.AddDays(1).AddMilliseconds(1)), Given.Window).ThenAccepted();
    }

    [Fact]
    public void The_owner_and_the_province_change_a_service_and_nobody_else()
    {
        var service = Given.Service();

        service.When(new AssureService(new DateOnly(2026, 1, 5)), Given.OtherWindow).ThenRefused("ACTOR-OWNER");
        service.When(new AssureService(new DateOnly(2026, 1, 5)), Given.SuspendedWindow).ThenRefused("INV-13");
        service.When(new AssureService(new DateOnly(2026, 1, 5)), Given.Province).ThenAccepted();
        service.When(new ReviseService(Content with { ProviderId = Given.Window }, "", Now.AddDays(1)), Given.Province).ThenAccepted();
        service.When(new ReviseService(Content with { ProviderId = Given.Province }, "", Now.AddDays(1)), Given.Province).ThenRefused("PROVIDER-UNKNOWN");
    }

    [Fact]
    public void A_withdrawn_service_changes_no_more()
    {
        var withdrawn = Given.Service().When(new WithdrawService("MERGED", Now.AddDays(2)), Given.Window)
            .Then(by => new ServiceWithdrawn(by, Now.AddDays(2), "MERGED"));

        Assert.True(withdrawn.State.IsActiveAt(Now.AddDays(2).AddMilliseconds(-1)));
        Assert.False(withdrawn.State.IsActiveAt(Now.AddDays(2)));
        withdrawn.When(new WithdrawService("MERGED"), Given.Window).ThenRefused("INV-03");
        withdrawn.When(new ReviseService(Content, "", Now.AddDays(1)), Given.Window).ThenRefused("INV-03");
        withdrawn.When(new AssureService(new DateOnly(2026, 1, 5)), Given.Window).ThenRefused("INV-03");
        withdrawn.When(new PublishProcess([], "", ""), Given.Window).ThenRefused("INV-03");
        withdrawn.When(new PublishCommitment(1, 1, 1, "", ""), Given.Window).ThenRefused("INV-03");
        withdrawn.When(new PublishFeeItem("A", "hour", 0, 0, "", 0), Given.Window).ThenRefused("INV-03");
        Given.Service().When(new WithdrawService("MERGED", Now.AddMilliseconds(-1)), Given.Window).ThenRefused("FIELD-EFFECTIVE-FROM");
        Given.Service().When(new WithdrawService(""), Given.Window).ThenRefused("FIELD-REASON-CODE");
        Given.Scene<ServiceState>("service-X").When(new WithdrawService("MERGED"), Given.Window).ThenRefused("NOT-FOUND");
    }

    [Fact]
    public void An_entry_is_checked_again_today_or_on_an_earlier_day_after_the_last()
    {
        var later = Now.AddDays(10);

        var assured = Given.Service().When(new AssureService(new DateOnly(2026, 1, 10)), Given.Window, later)
            .Then(by => new ServiceAssured(by, new DateOnly(2026, 1, 10)));

        Assert.Equal(new DateOnly(2026, 1, 10), assured.State.AssuredOn);
        assured.When(new AssureService(new DateOnly(2026, 1, 9)), Given.Window, later).ThenRefused("FIELD-ASSURED-ON");
        assured.When(new AssureService(new DateOnly(2026, 1, 16)), Given.Window, later).ThenRefused("FIELD-ASSURED-ON");

        // 00:00 of the 16th in Asia/Shanghai.
        assured.When(new AssureService(new DateOnly(2026, 1, 16)), Given.Window, new DateTimeOffset(2026, 1, 15, 16, 0, 0, TimeSpan.Zero)).ThenAccepted();
    }
}
