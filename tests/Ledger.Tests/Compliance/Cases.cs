namespace Ledger.Tests.Compliance;

/// <summary>Acts on a case, in the words of the log.</summary>
internal static class Cases
{
    public static History Submit(this History history, int number, string at, string size = "large", string? due = null, string service = "S1", string channel = "online") =>
        history.Add(at, History.Case(number), "request.submitted", $$"""
            {"category_code":"LEGAL","channel":"{{channel}}","first_contact_node":"SC-510700","region_code":"510700","service_code":"{{service}}",
            "service_name":"Patent advice","size_class":"{{size}}","utc_offset_minutes":480{{Optional("due_accept_at", due)}}}
            """, channel: channel);

    public static History Accept(
        this History history, int number, string at, string nature = "discounted", int commitment = 1, string? contact = null, string? complete = null, string service = "S1") =>
        history.Add(at, History.Case(number), "request.accepted", $$"""
            {"commitment_version":{{commitment}},"nature":"{{nature}}","process_version":1,"service_code":"{{service}}","service_version":1,
            "standard_code":"LEGAL-1","standard_version":1{{Optional("due_first_contact_at", contact)}}{{Optional("due_complete_at", complete)}}}
            """);

    public static History Do(this History history, int number, string at, string type, string fields = "{}", string node = History.Window, string? recorded = null) =>
        history.Add(at, History.Case(number), type, fields, node, recorded);

    public static History Contact(this History history, int number, string at) => history.Do(number, at, "request.contacted", """{"method":"call"}""");

    public static History Start(this History history, int number, string at, string node = History.Window, string? provider = null) =>
        history.Do(number, at, "delivery.started",
            $$"""{"delivery_id":"{{History.Id(number)}}","mode":"online","node_id":"{{node}}","provider_id":"{{provider ?? node}}"}""", node);

    public static History Complete(this History history, int number, string at, string outcome = "resolved") =>
        history.Do(number, at, "delivery.completed",
            $$"""{"delivery_id":"{{History.Id(number)}}","enterprise_count":1,"evidence_hashes":[],"outcome_code":"{{outcome}}","service_count":1}""");

    public static History Invite(this History history, int number, string at) =>
        history.Do(number, at, "rating.invited", $$"""{"channel":"online","delivery_id":"{{History.Id(number)}}"}""");

    public static History Rate(this History history, int number, string at, int score) => history.Do(number, at, "rating.submitted",
        $$"""{"contacted":true,"delivery_id":"{{History.Id(number)}}","rating_no":1,"resolved":true,"score":{{score}}}""");

    public static History Close(this History history, int number, string at, string outcome = "resolved") => history
        .Do(number, at, "delivery.confirmed", $$"""{"delivery_id":"{{History.Id(number)}}","method":"call"}""")
        .Do(number, at, "request.closed", $$"""{"outcome_code":"{{outcome}}","reason_code":"DONE"}""");

    public static string Line(long qtyMilli = 1_500, long price = 10_001, long discount = 0, int version = 1, string item = "ADVICE") => $$"""
        {"discount_fen":{{discount}},"fee_item_code":"{{item}}","fee_item_version":{{version}},"qty_milli":{{qtyMilli}},"unit":"hour","unit_price_fen":{{price}}}
        """;

    public static History Quote(this History history, int number, string at, string line, long total) => history.Do(number, at, "fee.quoted",
        $$"""{"lines":[{{line}}],"quote_id":"{{History.Id(number)}}","total_fen":{{total}},"valid_until":"{{History.Utc("2026-12-31 00:00")}}"}""");

    public static History Agree(this History history, int number, string at) =>
        history.Do(number, at, "fee.agreed", $$"""{"quote_id":"{{History.Id(number)}}"}""");

    public static History Charge(this History history, int number, string at, string line, long total, string node = History.Window) =>
        history.Do(number, at, "fee.charged", $$"""{"lines":[{{line}}],"quote_id":"{{History.Id(number)}}","total_fen":{{total}}}""", node);

    public static History Offer(this History history, int number, string at, string respondBy, int hop = 1, string kind = "transfer", string to = "SC", string? provider = null) =>
        history.Do(number, at, "referral.offered", $$"""
            {"from_node":"SC-510700","hop_no":{{hop}},"kind":"{{kind}}","reason_code":"CAPACITY","referral_id":"{{History.Id(800 + hop)}}",
            "respond_by":"{{History.Utc(respondBy)}}","to_node":"{{to}}"{{(provider is null ? "" : $",\"to_provider\":\"{provider}\"")}},
            "selection_basis":{"candidates":1,"distance_band":"UNDER_50_KM","rule_id":"nearest","same_region":true}
            }
            """);

    public static History TakeReferral(this History history, int number, string at, int hop = 1, string kind = "transfer", string to = "SC", string? provider = null) =>
        history.Do(number, at, "referral.accepted", $$"""
            {"kind":"{{kind}}","referral_id":"{{History.Id(800 + hop)}}","to_node":"{{to}}"{{(provider is null ? "" : $",\"to_provider\":\"{provider}\"")}}}
            """, to);

    /// <summary>A case from the need to the closing, in a week of March, every clock met, nothing charged.</summary>
    public static History Whole(this History history, int number) => history
        .Submit(number, "2026-03-02 09:00", due: "2026-03-05 00:00")
        .Accept(number, "2026-03-03 09:00", contact: "2026-03-10 00:00", complete: "2026-03-19 00:00")
        .Contact(number, "2026-03-03 10:00")
        .Start(number, "2026-03-04 09:00")
        .Complete(number, "2026-03-06 09:00")
        .Invite(number, "2026-03-06 10:00")
        .Close(number, "2026-03-09 09:00");

    /// <summary>What both platforms owe on March: a report of the window, and that the province did nothing.</summary>
    public static History ReportMarch(this History history, string figures = """[{"code":"DELIVERIES_COMPLETED","value":1}]""", string at = "2026-04-01 09:00", long? size = null) => history
        .Add("2026-04-01 09:00", "report-SC-202603", "zero_activity.declared",
            """{"period":"2026-03","reporter_role":"director","reporting_node":"SC"}""", History.Province)
        .Add(at, "report-SC-510700-202603", "report.submitted", $$"""
            {"as_of_size":{{size ?? history.Entries.Count}},"figures":{{figures}},"period":"2026-03","reporter_role":"director","reporting_node":"SC-510700"}
            """);

    private static string Optional(string name, string? local) => local is null ? "" : $",\"{name}\":\"{History.Utc(local)}\"";
}
