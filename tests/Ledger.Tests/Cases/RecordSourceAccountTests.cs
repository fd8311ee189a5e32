using FsCheck.Xunit;
using Ledger.Cases;
using Ledger.Deciding;

namespace Ledger.Tests.Cases;

public sealed class RecordSourceAccountTests
{
    private static readonly RecordSourceAccount Open = new(
        "boston", "101", "boston", "online", "SNOW", "Sidewalk Not Shoveled", "OTHER", "000000", By.Now, -300, By.Now,
        SourceStatus.Open, EndedAt: null);

    private static readonly RecordSourceAccount Closed = Open with
    {
        UpdatedAt = Hour(2),
        Status = SourceStatus.Closed,
        EndedAt = Hour(2),
    };

    private static readonly RecordSourceAccount Withdrawn = Closed with { Status = SourceStatus.Withdrawn };

    [Fact]
    public void A_closed_account_is_a_request_and_its_completion_and_nothing_made_up()
    {
        var events = Record(CaseState.Initial, Closed);

        Assert.Collection(
            events,
            fact => Assert.Equal(By.Now, Assert.IsType<RequestSubmitted>(fact).Envelope.OccurredAt),
            fact => Assert.Equal((Hour(2), "not_stated"),
                (Assert.IsType<DeliveryCompleted>(fact).Envelope.OccurredAt, ((DeliveryCompleted)fact).OutcomeCode)));
    }

    [Fact]
    public void A_withdrawn_account_is_a_request_and_its_withdrawal() =>
        Assert.Equal([typeof(RequestSubmitted), typeof(RequestWithdrawn)], Types(Record(CaseState.Initial, Withdrawn)));

    [Fact]
    public void An_open_request_is_closed_by_a_newer_account() =>
        Assert.Equal([typeof(RequestAmended), typeof(DeliveryCompleted)], Types(Record(After(Open), Closed)));

    [Fact]
    public void A_changed_text_amends_the_request() =>
        Assert.Equal([typeof(RequestAmended)], Types(Record(After(Open), Open with { UpdatedAt = Hour(1), ServiceCode = "ICE" })));

    [Fact]
    public void A_later_end_moves_the_completion()
    {
        var after = After(Closed, Closed with { UpdatedAt = Hour(4), EndedAt = Hour(3) });

        Assert.Equal((CaseStage.Delivered, Hour(3)), (after.Stage, after.CompletedAt));
    }

    [Fact]
    public void A_request_that_its_source_opens_again_is_reopened()
    {
        var again = Open with { UpdatedAt = Hour(3) };

        Assert.Equal([typeof(RequestAmended), typeof(RequestReopened)], Types(Record(After(Closed), again)));
        Assert.Equal((CaseStage.Received, null), (After(Closed, again).Stage, After(Closed, again).CompletedAt));
    }

    [Fact]
    public void An_older_account_never_overwrites()
    {
        Assert.Empty(Record(After(Closed), Open));
        Assert.Empty(Record(After(Closed), Closed with { UpdatedAt = Hour(1), ServiceCode = "ICE" }));
    }

    [Fact]
    public void Of_two_accounts_of_one_time_the_one_that_went_further_stands()
    {
        Assert.Equal(CaseStage.Delivered, After(Withdrawn, Closed).Stage);
        Assert.Empty(Record(After(Closed), Withdrawn));
    }

    [Fact]
    public void A_case_that_was_not_imported_refuses_accounts()
    {
        var decision = RecordSourceAccount.Decide(Scenario.Given(Story.Received).State, Closed, Import, Story.Delivery);

        Assert.Equal("IMPORT-NOT-IMPORTED", Assert.IsType<Decision.Refused>(decision).Rule);
    }

    [Fact]
    public void A_second_import_leaves_alone_what_the_network_did_since()
    {
        var disputed = After(Closed).Evolve(new DeliveryDisputed(By.Requester("d"), Story.Delivery, "NOT_DONE"));
        var reopened = After(Closed)
            .Evolve(new DeliveryConfirmed(By.Requester("c"), Story.Delivery, "sms"))
            .Evolve(new RequestReopened(By.Owner("r"), "RECURRED", "audit"));

        Assert.All([disputed, reopened], state => Assert.Empty(Record(state, Closed)));
        Assert.All([disputed, reopened], state =>
            Assert.Equal(state.Stage, Fold(state, Closed with { UpdatedAt = Hour(5), ServiceCode = "ICE" }).Stage));
    }

    [Fact]
    public void What_the_network_did_first_the_source_need_not_do_again()
    {
        var withdrawn = After(Open).Evolve(new RequestWithdrawn(By.Requester("w"), "SOLVED"));
        var told = Fold(withdrawn, Withdrawn);

        Assert.Equal(CaseStage.Withdrawn, told.Stage);
        Assert.Empty(Record(told, Withdrawn));
    }

    [Property(MaxTest = 300)]
    public void Any_order_of_the_accounts_of_one_request_ends_in_the_same_state(byte[] seeds)
    {
        var accounts = seeds.Take(4).Select(Account).ToList();
        var ends = Permutations(accounts).Select(order => Facts(order.Aggregate(CaseState.Initial, Fold))).ToList();

        Assert.All(ends, end => Assert.Equal(ends[0], end));
    }

    [Property(MaxTest = 300)]
    public void Importing_again_gives_no_events(byte[] seeds)
    {
        var accounts = seeds.Take(6).Select(Account).ToList();
        var state = accounts.Aggregate(CaseState.Initial, Fold);

        Assert.All(accounts, account => Assert.Empty(Record(state, account)));
    }

    private static Envelope Import => By.Owner("import") with { Channel = Channels.Import, ActorRole = "source_system" };

    private static DateTimeOffset Hour(int hours) => By.Now.AddHours(hours);

    // Few values, so that accounts often share a time or a status and differ elsewhere.
    private static RecordSourceAccount Account(byte seed)
    {
        var status = (SourceStatus)(seed % 3);
        return Open with
        {
            UpdatedAt = Hour(1 + (seed / 3 % 3)),
            Status = status,
            EndedAt = status == SourceStatus.Open ? null : Hour(1 + (seed / 9 % 2)),
            ServiceCode = seed / 18 % 2 == 0 ? "SNOW" : "ICE",
            RequestedAt = seed / 36 % 2 == 0 ? By.Now : By.Now.AddMinutes(1),
        };
    }

    private static object Facts(CaseState state) =>
        (state.Stage, state.OwnerNode, state.DeliveryId, state.CompletedAt, state.OutcomeCode, state.Source);

    private static IReadOnlyList<LedgerEvent> Record(CaseState state, RecordSourceAccount account) =>
        Assert.IsType<Decision.Accepted>(RecordSourceAccount.Decide(state, account, Import, Story.Delivery)).Events;

    private static CaseState Fold(CaseState state, RecordSourceAccount account) =>
        Record(state, account).Aggregate(state, static (before, fact) => before.Evolve(fact));

    private static CaseState After(params RecordSourceAccount[] accounts) => accounts.Aggregate(CaseState.Initial, Fold);

    private static Type[] Types(IEnumerable<LedgerEvent> events) => [.. events.Select(fact => fact.GetType())];

    private static IEnumerable<List<RecordSourceAccount>> Permutations(List<RecordSourceAccount> accounts) => accounts.Count == 0
        ? [[]]
        : accounts.SelectMany((account, at) => Permutations([.. accounts.Where((_, other) => other != at)])
            .Select(rest => rest.Prepend(account).ToList()));
}
