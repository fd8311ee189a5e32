namespace PublicApi.Demo;

/// <summary>Which platforms break what, so that no breach disturbs another. Times when ordinary work keeps away from them.</summary>
internal static class BreachNodes
{
    public const string Unattested = "SC-511800";
    public const string WrongBrand = "SC-511900";
    public const string WrongHotline = "SC-512000";
    public const string Suspended = "SC-513300";
    public const string Silent = "SC-513200";
    public const string LateRecorder = "SC-511600";
    public const string NoReport = "SC-511700";
    public const string LateReport = "SC-513400";
    public const string WrongReport = "SC-511500";
    public const string MarketOnly = "SC-510300";
    public const string NotAssessed = "SC-511400";
    public const string OtherScheme = "SC-511300";
    public const string WrongScore = "SC-511100";
    public const string LapsedDemonstration = "SC-510800";

    /// <summary>Two that are rated badly and fail the assessment.</summary>
    public static readonly IReadOnlyList<string> Bad = ["SC-510400-VTI", "SC-511000-FOOD"];

    public const int SuspendedMonth = 9;
    public const int SilentMonth = 8;
    public const int MarketOnlyMonth = 10;

    /// <summary>Whether no new case may reach the platform on that day: it would still run when the platform is silent or
    /// suspended.</summary>
    public static bool KeepsAway(string node, DateOnly day, int lastYear) => day.Year == lastYear && node switch
    {
        Suspended => day.Month is SuspendedMonth - 1 or SuspendedMonth,
        Silent => day.Month is SilentMonth - 2 or SilentMonth - 1 or SilentMonth,
        _ => false,
    };

    /// <summary>Whether a new case there is answered and not served: what began before is then over when the month without public
    /// goods begins, and falls into the month before.</summary>
    public static bool OnlyAnswers(string node, DateOnly day, int lastYear) =>
        node == MarketOnly && day >= new DateOnly(lastYear, MarketOnlyMonth - 1, 8) && day < new DateOnly(lastYear, MarketOnlyMonth, 9);

    public static bool IsMarketOnly(string node, DateOnly day, int lastYear) =>
        node == MarketOnly && day.Year == lastYear && day.Month == MarketOnlyMonth;
}
