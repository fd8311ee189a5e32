using System.Globalization;

namespace Ledger.Tests.Compliance;

/// <summary>A small network without a fault, in parts that a test may give otherwise. Every figure in the tests is worked out
/// from what stands here: January to June 2026, working days Monday to Friday but for 2026-03-05, a Thursday that is free.</summary>
internal static class Sound
{
    public const string Content = """
        {"name":"Patent advice","category_code":"LEGAL","standard_code":"LEGAL-1","standard_version":1,"provider_id":"SC-510700",
        "nature":"discounted","size_classes":["small","micro"],"industry_codes":[],"region_codes":["510700"],"conditions":"Any SME",
        "materials":["licence"],"channels":["online"],"contact":"0816-96871","feature_tags":[],"assured_on":"2026-01-05"}
        """;

    public static History Network()
    {
        var history = new History();
        history.Add("2026-01-01 08:00", "platform-SC", "platform.registered", Platform("Province", "provincial", "510000"), History.Province)
            .Add("2026-01-01 08:00", "platform-SC", "platform.opened", """{"opened_on":"2026-01-01"}""", History.Province)
            .Add("2026-01-02 08:00", "platform-SC-510700", "platform.registered", Platform("Mianyang window", "comprehensive_window", "510700"), History.Province)
            .Add("2026-01-02 08:00", "platform-SC-510700", "platform.opened", """{"opened_on":"2026-01-02"}""", History.Province)
            .Add("2026-01-02 08:00", "calendar-2026", "work_calendar.published", Calendar(), History.Province)
            .Add("2026-01-02 08:00", "standard-NETWORK", "standard.adopted", Standard(1, "2026-01-02 08:00", category: null, accept: 5, contact: 5, complete: 30, cap: null, discount: 0), History.Province)
            .Add("2026-01-02 08:00", "standard-LEGAL-1", "standard.adopted", Standard(1, "2026-01-02 08:00", "LEGAL", 3, 3, 20, 100_000, 1_000), History.Province)
            .Add("2026-01-02 08:00", "brand-net", "brand.version_adopted", Brand(1, "2026-01-02 08:00"), History.Province)
            .Add("2026-01-02 08:00", "codelist-service-category", "code_list.published", Codes("LEGAL"), History.Province)
            .Add("2026-01-02 08:00", "codelist-region", "code_list.published", Codes("510000", "510700"), History.Province)
            .Add("2026-01-03 08:00", "platform-SC", "branding.attested", Attested(1), History.Province)
            .Add("2026-01-03 08:00", "platform-SC-510700", "branding.attested", Attested(1));
        return Service(history, "S1");
    }

    /// <summary>A service of the window with process, commitment and fee item, all of 2026-01-05.</summary>
    public static History Service(
        History history, string code, string? content = null, bool process = true, bool commitment = true, bool fee = true, string node = History.Window)
    {
        const string at = "2026-01-05 08:00";
        history.Add(at, $"service-{code}", "service.published", Published(content ?? Content, at, node), node);
        _ = process ? history.Add(at, $"service-{code}", "process.published", Process(1, at), node) : null;
        _ = commitment ? history.Add(at, $"service-{code}", "commitment.published", Commitment(1, at), node) : null;
        _ = fee ? history.Add(at, $"service-{code}", "fee_item.published", FeeItem(1, at), node) : null;
        return history;
    }

    public static string Platform(string name, string kind, string region, string hotline = "96871") =>
        $$"""{"name":"{{name}}","kind":"{{kind}}","region_code":"{{region}}","hotline":"{{hotline}}"}""";

    public static string Published(string content, string from, string node = History.Window) =>
        $$"""{"content":{{content}},"effective_from":"{{History.Utc(from)}}","node_id":"{{node}}","version":1}""";

    public static string Process(int version, string from, int limit = 10) => $$"""
        {"complaint_path":"96871","effective_from":"{{History.Utc(from)}}","referral_rule":"nearest","version":{{version}},
        "steps":[{"inputs":[],"limit_working_days":{{limit}},"name":"Advice","outputs":[],"responsible_role":"clerk","step_code":"ADVICE"}]}
        """;

    public static string Commitment(int version, string from, int accept = 2, int contact = 3, int complete = 10, string redress = "0816-12345") => $$"""
        {"version":{{version}},"accept_within_working_days":{{accept}},"first_contact_within_working_days":{{contact}},
        "complete_within_working_days":{{complete}},"quality":"By a qualified person","redress_contact":"{{redress}}","effective_from":"{{History.Utc(from)}}"}
        """;

    public static string FeeItem(int version, string from, long min = 10_000, long max = 20_000, int discount = 1_000) => $$"""
        {"basis":"Price list","effective_from":"{{History.Utc(from)}}","fee_item_code":"ADVICE","max_fen":{{max}},"min_fen":{{min}},
        "small_micro_discount_basis_points":{{discount}},"unit":"hour","version":{{version}}}
        """;

    public static string Standard(int version, string from, string? category, int accept, int contact, int complete, long? cap, int discount) => $$"""
        {"version":{{version}},"name":"Standard","accept_within_working_days":{{accept}},"first_contact_within_working_days":{{contact}},
        "complete_within_working_days":{{complete}},"discount_minimum_basis_points":{{discount}},"effective_from":"{{History.Utc(from)}}"
        {{(category is null ? "" : $",\"category_code\":\"{category}\"")}}{{(cap is null ? "" : $",\"fee_cap_fen\":{cap}")}}}
        """;

    public static string Brand(int version, string from, string pattern = "", string hotline = "96871") => $$"""
        {"version":{{version}},"name_zh":"网络","name_en":"Network","name_pattern":"{{pattern}}","hotline":"{{hotline}}",
        "manual_hash":"{{new string('a', 64)}}","effective_from":"{{History.Utc(from)}}"}
        """;

    public static string Attested(int version) => $$"""{"brand_version":{{version}},"image_hash":"{{new string('b', 64)}}"}""";

    public static string Codes(params string[] codes) => $$"""
        {"effective_from":"{{History.Utc("2026-01-02 08:00")}}","source":"GB","version":1,
        "items":[{{string.Join(",", codes.Select(code => $"{{\"code\":\"{code}\",\"name_zh\":\"码\"}}"))}}]}
        """;

    private static string Calendar()
    {
        var days = Enumerable.Range(0, 365).Select(new DateOnly(2026, 1, 1).AddDays)
            .Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && day != new DateOnly(2026, 3, 5))
            .Select(day => $"\"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\"");
        return $$"""{"source_document":"Notice","version":1,"working_days":[{{string.Join(",", days)}}]}""";
    }
}
