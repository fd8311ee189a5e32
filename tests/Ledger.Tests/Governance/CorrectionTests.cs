using FsCheck.Xunit;
using Ledger.Governance.Corrections;
using Ledger.Tests.Cases;
using Ledger.Transparency;

namespace Ledger.Tests.Governance;

public sealed class CorrectionTests
{
    private static readonly Guid Target = new("01936f2a-0000-7000-8000-0000000000aa");
    private static readonly CorrectedField[] Corrected = [new("amount_fen", "31"), new("purpose_code", "EQUIPMENT")];

    private static readonly CorrectionTarget Found = new(
        Target, 41, "fund.spent", By.OwnerNode, 0,
        [
            new("amount_fen", FieldKind.Number), new("purpose_code", FieldKind.Text), new("spent_on", FieldKind.Day), new("is_late", FieldKind.Flag),
            new("paid_at", FieldKind.Instant), new("project", FieldKind.Id), new("lines", FieldKind.List), new("place", FieldKind.Group),
        ]);

    private static readonly IssueCorrection Issue = new("MISTYPED", Corrected) { Found = Found };

    private static Governed<CorrectionState> Nothing => Governed.New<CorrectionState>(Target.ToString());

    [Fact]
    public void An_event_is_corrected_by_its_node_and_again_by_the_province() => Nothing
        .When(Issue, By.Owner()).Then(by => new CorrectionIssued(by, Target, 41, "fund.spent", 1, "MISTYPED", Corrected))
        .When(Issue).Then(by => new CorrectionIssued(by, Target, 41, "fund.spent", 1, "MISTYPED", Corrected));

    [Fact]
    public void A_chain_of_corrections_is_at_most_five_long()
    {
        Nothing.When(Issue with { Found = Found with { Depth = 4 } })
            .Then(by => new CorrectionIssued(by, Target, 41, "fund.spent", 5, "MISTYPED", Corrected));
        Nothing.When(Issue with { Found = Found with { Depth = 5 } }).ThenRefused("INV-15");
    }

    [Fact]
    public void Fields_have_their_shapes()
    {
        Nothing.When(Issue with { Found = null }).ThenRefused("INV-15");
        Nothing.When(Issue, By.Other()).ThenRefused("ACTOR-OWNER");
        Nothing.When(Issue with { ReasonCode = "" }).ThenRefused("FIELD-REASON-CODE");
        Nothing.When(Issue with { Corrected = [] }).ThenRefused("FIELD-CORRECTED");
        Nothing.When(Issue with { Corrected = [Corrected[0], Corrected[0]] }).ThenRefused("FIELD-CORRECTED");
        Nothing.When(Issue with { Corrected = [new("voucher_hash", "x")] }).ThenRefused("CORRECTION-FIELD");
        Nothing.When(Issue with { Corrected = [new("amount_fen", "")] }).ThenRefused("FIELD-VALUE");
    }

    [Theory]
    [InlineData("amount_fen", "-31", "31.5")]
    [InlineData("spent_on", "2026-02-28", "2026-02-30")]
    [InlineData("paid_at", "2026-02-28T01:02:03.004Z", "2026-02-28 09:02")]
    [InlineData("is_late", "true", "yes")]
    [InlineData("project", "01936f2a-0000-7000-8000-0000000000bb", "01936f2a")]
    [InlineData("purpose_code", "anything", null)]
    [InlineData("lines", null, "[]")]
    [InlineData("place", null, "{}")]
    public void A_value_is_one_that_the_field_can_hold(string field, string? fits, string? doesNot)
    {
        if (fits is not null)
        {
            CorrectedField[] corrected = [new(field, fits)];
            Nothing.When(Issue with { Corrected = corrected }).Then(by => new CorrectionIssued(by, Target, 41, "fund.spent", 1, "MISTYPED", corrected));
        }

        if (doesNot is not null)
        {
            Nothing.When(Issue with { Corrected = [new(field, doesNot)] }).ThenRefused("FIELD-VALUE");
        }
    }

    [Property(MaxTest = 200)]
    public void No_sequence_of_commands_leads_where_the_model_forbids(byte[] script) => new CorrectionModel().Play(script);

    private sealed class CorrectionModel() : Model<CorrectionState>(Target.ToString())
    {
        public override Turn<CorrectionState> Next(Dice dice)
        {
            var by = dice.Any(Acting.Province, By.Owner(), By.Other());
            var (depth, field, isThere) = (dice.Take(7), dice.Any("amount_fen", "voucher_hash"), dice.Mostly());
            return new(
                new IssueCorrection("R", [new(field, "1")]) { Found = isThere ? Found with { Depth = depth } : null }, by,
                isThere && depth < 5 && field == "amount_fen" && by.Node != By.OtherNode, () => { });
        }
    }
}
