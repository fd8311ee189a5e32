using Ledger.Deciding;
using Ledger.Governance.Assessments;
using Ledger.Governance.Conferences;
using Ledger.Governance.Corrections;
using Ledger.Governance.Funds;
using Ledger.Governance.Inspections;
using Ledger.Governance.Reports;
using Ledger.Tests.Cases;
using Ledger.Transparency;

namespace Ledger.Tests.Governance;

/// <summary>What the deciders let in has room in a public entry, lists of the most and longest items included: an entry that has
/// none would stop the log.</summary>
public sealed class LargestEntryTests
{
    // Three bytes in UTF-8, the most that one UTF-16 unit takes.
    private static string Long(int length, int number) => number.ToString("D3") + new string('服', length - 3);

    private static string Key(int number) => number.ToString("D3") + new string('k', 57);

    [Fact]
    public void A_report() => Fits(Governed.New<ReportState>(By.OwnerNode + "-202601").When(
        new SubmitReport([.. Enumerable.Range(0, 100).Select(i => new ReportedFigure(Long(100, i), Fen))], null, null, null, null, Long(100, 0), Fen)));

    [Fact]
    public void A_population_and_its_sample()
    {
        string[] population = [.. Enumerable.Range(0, 500).Select(Key)];
        var opened = Governed.New<InspectionState>(Key(0)).When(
            new OpenInspection(Long(200, 0), InspectionMethods.Targeted, population, 500, SeedCommitment: null));
        Fits(opened);
        Fits((opened.Before with { State = opened.After() }).When(new DrawSample(null, population)));
    }

    [Fact]
    public void An_assessment_scheme()
    {
        var dimensions = AssessmentDimensions.All.ToArray();
        Fits(Governed.New<AssessmentState>("2026").When(new AdoptAssessmentScheme(
            Key(0),
            [.. Enumerable.Range(0, 50).Select(i => new AssessmentIndicator(dimensions[i % 3], $"A{i}" + new string('B', 37), Long(200, i), 200))],
            10_000)));
    }

    [Fact]
    public void An_agenda_and_a_resolution()
    {
        var today = new DateOnly(2026, 1, 5);
        var convened = Governed.New<ConferenceState>("1").When(
            new ConveneConference("ad_hoc", [.. Enumerable.Range(0, 50).Select(i => Long(200, i))], today));
        Fits(convened);
        Fits((convened.Before with { State = convened.After() }).When(new AdoptResolution(1, By.OwnerNode, today, Long(2_000, 0))));
    }

    [Fact]
    public void A_fund() => Fits(Governed.New<FundState>("1").When(new AppropriateFund(
        Long(200, 0), Fen, [.. Enumerable.Range(0, 50).Select(i => $"A{i}" + new string('B', 37))], 2026)));

    [Fact]
    public void A_correction()
    {
        string[] fields = [.. Enumerable.Range(0, 50).Select(i => $"field_{i}")];
        Fits(Governed.New<CorrectionState>("1").When(new IssueCorrection("R", [.. fields.Select(field => new CorrectedField(field, Long(200, 0)))])
        {
            Found = new CorrectionTarget(Guid.Empty, 1, "fund.spent", By.OwnerNode, 0, [.. fields.Select(field => new FieldRule(field, FieldKind.Text))]),
        }));
    }

    private const long Fen = (1L << 53) - 1;

    private static void Fits<TState>(Attempt<TState> attempt)
        where TState : StreamState<TState>, new() =>
        Assert.InRange(SampleFacts.PublicBytes(Assert.Single(attempt.Events())).Length, 1, PublicEntry.LargestBytes);
}
