using FsCheck.Xunit;
using Ledger.Deciding;
using Ledger.Privacy.Accesses;
using Ledger.Privacy.Consents;
using Ledger.Privacy.Redactions;
using Ledger.Registry;
using Ledger.Registry.Platforms;
using Ledger.Tests.Cases;

namespace Ledger.Tests.Privacy;

public sealed class PrivacyDecisionTests
{
    private const string Province = "SC";
    private const string Stream = "consent-1";
    private const string Subject = "case-01936f2a-0000-7000-8000-0000000000aa";

    private static readonly Network Two = new[] { (Province, PlatformKinds.Provincial), (By.OwnerNode, PlatformKinds.ComprehensiveWindow) }
        .Aggregate(Network.Empty, static (network, platform) => network
            .Evolve($"platform-{platform.Item1}", new PlatformRegistered(By.Owner(), "n", platform.Item2, "510000", null, "1"))
            .Evolve($"platform-{platform.Item1}", new PlatformOpened(By.Owner(), new DateOnly(2026, 1, 5))));

    private static readonly GrantConsent Grant = new(Subject, ["public_naming", "callback"], new Confidential("words"));

    [Fact]
    public void A_consent_is_granted_and_withdrawn()
    {
        var granted = Assert.IsType<ConsentGranted>(Accept(ConsentState.Initial, Grant, By.OwnerNode));
        Assert.Equal((Subject, Convert.ToBase64String(Sealed.Commit("scope_text", "words", new byte[32]))), (granted.Subject, granted.ScopeText.Commitment));
        Assert.Equal(["callback", "public_naming"], granted.Scopes);

        var state = ConsentState.Initial.Evolve(granted);
        var withdrawn = Assert.IsType<ConsentWithdrawn>(Accept(state, new WithdrawConsent(Reason: null), By.OwnerNode, "w"));
        Assert.Equal(granted.Scopes, withdrawn.Scopes);
        Assert.Empty(state.Evolve(withdrawn).Scopes);
    }

    [Fact]
    public void A_consent_is_refused_where_the_rules_forbid_it()
    {
        var granted = ConsentState.Initial.Evolve(Accept(ConsentState.Initial, Grant, By.OwnerNode));
        var withdrawn = granted.Evolve(Accept(granted, new WithdrawConsent(Reason: null), By.OwnerNode, "w"));

        Assert.Equal(CommonRules.Exists, Rule(granted, Grant, By.OwnerNode));
        Assert.Equal(CommonRules.NotActive, Rule(ConsentState.Initial, Grant, By.OtherNode));
        Assert.Equal("FIELD-SUBJECT", Rule(ConsentState.Initial, Grant with { Subject = "Zhang San" }, By.OwnerNode));
        Assert.Equal("FIELD-SCOPES", Rule(ConsentState.Initial, Grant with { Scopes = [] }, By.OwnerNode));
        Assert.Equal("FIELD-SCOPES", Rule(ConsentState.Initial, Grant with { Scopes = ["callback", "callback"] }, By.OwnerNode));
        Assert.Equal("FIELD-SCOPES", Rule(ConsentState.Initial, Grant with { Scopes = ["everything"] }, By.OwnerNode));
        Assert.Equal(CommonRules.NotFound, Rule(ConsentState.Initial, new WithdrawConsent(Reason: null), By.OwnerNode));
        Assert.Equal(CommonRules.NotActive, Rule(granted, new WithdrawConsent(Reason: null), By.OtherNode));
        Assert.Equal(CommonRules.Stage, Rule(withdrawn, new WithdrawConsent(Reason: null), By.OwnerNode));
    }

    [Theory]
    [InlineData(By.OwnerNode, false, "callback", 1, null)]
    [InlineData(Province, true, "inspection", 1, null)]
    [InlineData(Province, false, "inspection", 1, CommonRules.NotFound)]
    [InlineData(By.OtherNode, false, "callback", 1, CommonRules.NotFound)]
    [InlineData(By.OtherNode, true, "callback", 1, CommonRules.NotActive)]
    [InlineData(By.OwnerNode, false, "curiosity", 1, "FIELD-PURPOSE")]
    [InlineData(By.OwnerNode, false, "callback", 0, "FIELD-FIELD-COUNT")]
    public void A_reading_is_recorded_for_the_owner_and_the_province_alone(string reader, bool province, string purpose, int count, string? rule)
    {
        var command = new LogAccess(By.OwnerNode, reader, "platform", province, count, purpose);

        Assert.Equal(rule, Rule(AccessState.Initial, command, Province));
        if (rule is null)
        {
            var logged = Assert.IsType<AccessLogged>(Accept(AccessState.Initial, command, Province));
            Assert.Equal((reader, "platform", count, purpose), (logged.ReaderNode, logged.ReaderRole, logged.FieldCount, logged.Purpose));
            Assert.Empty(Events(AccessState.Initial.Evolve(logged), command, Province));
        }
    }

    [Theory]
    [InlineData(Province, "subject_request", 2, null)]
    [InlineData(By.OwnerNode, "subject_request", 2, CommonRules.Owner)]
    [InlineData(By.OtherNode, "subject_request", 2, CommonRules.NotActive)]
    [InlineData(Province, "tidiness", 2, "FIELD-GROUND")]
    [InlineData(Province, "subject_request", 0, "FIELD-FIELD-COUNT")]
    public void An_erasure_is_recorded_by_the_province_alone(string node, string ground, int count, string? rule)
    {
        var command = new ExecuteRedaction(ground, count, "digest");

        Assert.Equal(rule, Rule(RedactionState.Initial, command, node));
        if (rule is null)
        {
            // By.Now is noon of the day in Asia/Shanghai.
            var executed = Assert.IsType<RedactionExecuted>(Accept(RedactionState.Initial, command, node));
            Assert.Equal((ground, count, new DateOnly(2026, 1, 5), "digest"), (executed.Ground, executed.FieldCount, executed.ExecutedOn, executed.ListDigest));
            Assert.Equal(CommonRules.Exists, Rule(RedactionState.Initial.Evolve(executed), command, node, "other"));
        }
    }

    // The model: who holds the consent, and whether it stands. Two bits of each byte say who, two what, one whether sound.
    [Property(MaxTest = 300)]
    public void No_sequence_of_commands_grants_twice_or_withdraws_what_does_not_stand(byte[] script)
    {
        var (state, owner, stands) = (ConsentState.Initial, (string?)null, false);
        for (var i = 0; i < script.Length; i++)
        {
            var node = new[] { Province, By.OwnerNode, By.OtherNode }[script[i] % 3];
            var grants = (script[i] & 4) == 0;
            var isOpen = node != By.OtherNode;
            var expected = grants ? owner is null && isOpen : stands && isOpen && (node == owner || node == Province);
            Command<ConsentState> command = grants ? Grant : new WithdrawConsent(new Confidential("words"));

            var decision = command.DecideOn(state, Act(node, $"c-{i}"));

            Assert.Equal(expected, decision is Decision.Accepted);
            if (decision is Decision.Accepted accepted)
            {
                state = state.Evolve(Assert.Single(accepted.Events));
                (owner, stands) = grants ? (node, true) : (owner, false);
            }

            Assert.Equal((owner ?? "", stands), (state.OwnerNode, state.Scopes.Count > 0));
        }
    }

    private static LedgerEvent Accept<TState>(TState state, Command<TState> command, string node, string commandId = "c")
        where TState : StreamState<TState>, new() => Assert.Single(Events(state, command, node, commandId));

    private static IReadOnlyList<LedgerEvent> Events<TState>(TState state, Command<TState> command, string node, string commandId = "c")
        where TState : StreamState<TState>, new() => Assert.IsType<Decision.Accepted>(command.DecideOn(state, Act(node, commandId))).Events;

    private static string? Rule<TState>(TState state, Command<TState> command, string node, string commandId = "d")
        where TState : StreamState<TState>, new()
    {
        if (command.DecideOn(state, Act(node, commandId)) is not Decision.Refused refused)
        {
            return null;
        }

        Assert.EndsWith(".", refused.Reason.English, StringComparison.Ordinal);
        Assert.EndsWith("。", refused.Reason.Chinese, StringComparison.Ordinal);
        return refused.Rule;
    }

    private static Act Act(string node, string commandId) => new(Stream, By.Owner(commandId) with { Node = node }, Two, () => new byte[32]);
}
