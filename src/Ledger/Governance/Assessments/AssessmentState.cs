using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Governance.Assessments;

/// <summary>The dimensions of the performance assessment (domain.md C36).</summary>
public static class AssessmentDimensions
{
    /// <summary>内部建设</summary>
    public const string InternalConstruction = "internal_construction";

    /// <summary>服务业绩</summary>
    public const string ServicePerformance = "service_performance";

    /// <summary>服务质量和水平</summary>
    public const string ServiceQuality = "service_quality";

    public static readonly IReadOnlySet<string> All =
        new HashSet<string> { InternalConstruction, ServicePerformance, ServiceQuality };
}

/// <summary>What decisions need to know about a cycle of assessment.</summary>
public sealed record AssessmentState : StreamState<AssessmentState>
{
    public const string Prefix = "assessment-";

    public IReadOnlyList<AssessmentIndicator> Indicators { get; init; } = [];

    public int PassCenti { get; init; }

    /// <summary>Keys of those assessed.</summary>
    public ImmutableHashSet<string> Subjects { get; init; } = [];

    public bool IsPublished { get; init; }

    /// <summary>How many appeals there were; they are numbered from 1.</summary>
    public int Appeals { get; init; }

    /// <summary>Who appeals, by number of the appeals that are not decided.</summary>
    public ImmutableDictionary<int, string> OpenAppeals { get; init; } = ImmutableDictionary<int, string>.Empty;

    protected override AssessmentState Apply(LedgerEvent fact) => fact switch
    {
        AssessmentSchemeAdopted e => this with { Indicators = e.Indicators, PassCenti = e.PassCenti },
        AssessmentConducted e => this with { Subjects = Subjects.Add(e.Subject) },
        AssessmentPublished => this with { IsPublished = true },
        AssessmentAppealed e => this with { Appeals = e.AppealNo, OpenAppeals = OpenAppeals.SetItem(e.AppealNo, e.Subject) },
        AssessmentAppealDecided e => this with { OpenAppeals = OpenAppeals.Remove(e.AppealNo) },
        _ => throw NotEvolved(fact),
    };
}
