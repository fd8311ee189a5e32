using static Ledger.Tests.Compliance.Sound;

namespace Ledger.Tests.Compliance;

/// <summary>Histories of March 2026 with so many things that are as they should be, and so many that are not, for rates that may
/// stay under 100 percent. By the key of <see cref="Pairs"/>, without its number.</summary>
internal static class Many
{
    private static readonly string OffStandard = Content.Replace("\"LEGAL-1\"", "\"LEGAL-9\"");

    public static readonly IReadOnlyDictionary<string, Func<int, int, History>> All = new Dictionary<string, Func<int, int, History>>
    {
        // The network has one service already.
        ["coverage/standard"] = static (good, bad) => Each(good - 1, bad, static (history, i, isGood) => Service(history, $"S{i + 1}", isGood ? null : OffStandard)),
        ["frozen-clock"] = static (good, bad) => Each(good, bad, static (history, i, isGood) => history
            .Submit(i, "2026-03-02 09:00", due: "2026-03-05 00:00").Accept(i, isGood ? "2026-03-04 23:59" : "2026-03-05 00:00")),
        ["sequence-conformance/closed"] = static (good, bad) => Each(good, bad, Closed),
        ["sequence-conformance/touched"] = static (good, bad) => Each(good, bad, Closed),
        ["share"] = static (good, bad) => Each(good, bad, static (history, i, isGood) => history
            .Submit(i, "2026-03-02 09:00").Accept(i, "2026-03-03 09:00", isGood ? "public_good" : "market").Start(i, "2026-03-04 09:00").Complete(i, "2026-03-06 09:00")),
        ["timeliness/recording"] = static (good, bad) => Each(good, bad, static (history, i, isGood) => history.Do(i, "2026-03-02 09:00", "request.submitted", """
            {"category_code":"LEGAL","channel":"call","first_contact_node":"SC-510700","region_code":"510700","service_code":"S1","service_name":"Advice","utc_offset_minutes":480}
            """, recorded: isGood ? "2026-03-02 09:01" : "2026-03-12 09:00")),
        ["timeliness/referral"] = static (good, bad) => Each(good, bad, static (history, i, isGood) => history
            .Submit(i, "2026-03-02 09:00").Accept(i, "2026-03-03 09:00").Offer(i, "2026-03-03 10:00", "2026-03-05 00:00")
            .TakeReferral(i, isGood ? "2026-03-04 23:59" : "2026-03-05 00:00")),
    };

    private static History Closed(History history, int number, bool isGood) => isGood
        ? history.Whole(number)
        : history.Submit(number, "2026-03-02 09:00").Start(number, "2026-03-04 09:00").Complete(number, "2026-03-06 09:00").Close(number, "2026-03-09 09:00");

    private static History Each(int good, int bad, Func<History, int, bool, History> add)
    {
        var history = Network();
        for (var i = 1; i <= good + bad; i++)
        {
            add(history, i, i <= good);
        }

        return history;
    }
}
