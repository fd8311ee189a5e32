using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Governance.Inspections;

public static class InspectionMethods
{
    /// <summary>Drawn by a seed that was committed to before.</summary>
    public const string Random = "random";

    /// <summary>Named by the inspectors.</summary>
    public const string Targeted = "targeted";

    public static readonly IReadOnlySet<string> All = new HashSet<string> { Random, Targeted };
}

public static class FindingSeverities
{
    public static readonly IReadOnlySet<string> All = new HashSet<string> { "minor", "major", "critical" };
}

public enum InspectionStage
{
    None,
    Opened,
    Drawn,
    Closed,
}

/// <summary>What decisions need to know about an inspection.</summary>
public sealed record InspectionState : StreamState<InspectionState>
{
    public const string Prefix = "inspection-";

    public InspectionStage Stage { get; init; }

    public string Method { get; init; } = "";

    public IReadOnlyList<string> Population { get; init; } = [];

    public int SampleSize { get; init; }

    public string? SeedCommitment { get; init; }

    public IReadOnlyList<string> Sample { get; init; } = [];

    /// <summary>How many findings were recorded; they are numbered from 1.</summary>
    public int Findings { get; init; }

    /// <summary>Subjects of the findings that are not rectified, by number.</summary>
    public ImmutableDictionary<int, string> OpenFindings { get; init; } = ImmutableDictionary<int, string>.Empty;

    public bool IsRandom => Method == InspectionMethods.Random;

    protected override InspectionState Apply(LedgerEvent fact) => fact switch
    {
        InspectionOpened e => this with
        {
            Stage = InspectionStage.Opened,
            Method = e.Method,
            Population = e.Population,
            SampleSize = e.SampleSize,
            SeedCommitment = e.SeedCommitment,
        },
        SampleDrawn e => this with { Stage = InspectionStage.Drawn, Sample = e.Subjects },
        FindingRecorded e => this with { Findings = e.FindingNo, OpenFindings = OpenFindings.SetItem(e.FindingNo, e.Subject) },
        FindingRectified e => this with { OpenFindings = OpenFindings.Remove(e.FindingNo) },
        InspectionClosed => this with { Stage = InspectionStage.Closed },
        _ => throw NotEvolved(fact),
    };
}
