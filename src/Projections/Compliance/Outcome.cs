namespace Projections.Compliance;

/// <summary>What a verdict says, from best to worst: the verdict of an item is the worst of its measures.</summary>
public enum Outcome
{
    /// <summary>Nothing in the month that the check is about.</summary>
    NotApplicable,
    Pass,

    /// <summary>Fewer than the regime's minimum n.</summary>
    InsufficientData,
    Warn,
    Fail,
}

/// <summary>The public words of outcomes.</summary>
public static class Outcomes
{
    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.NotApplicable => "NOT_APPLICABLE",
        Outcome.Pass => "PASS",
        Outcome.InsufficientData => "INSUFFICIENT_DATA",
        Outcome.Warn => "WARN",
        _ => "FAIL",
    };
}
