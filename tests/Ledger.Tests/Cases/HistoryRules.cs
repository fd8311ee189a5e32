using Ledger.Cases;

namespace Ledger.Tests.Cases;

/// <summary>The invariants of domain.md 5.6 as questions to a whole history, apart from how the deciders ask them.</summary>
public static class HistoryRules
{
    // Of the sample network: the open platforms and the active providers.
    private static readonly string[] Active =
        ["SC", "SC-510100", "SC-510700", "SC-511500", "91510100MAX0X0X070", "12510000MAX0X0X15T"];

    public static void Check(IReadOnlyList<CaseEvent> history)
    {
        for (var i = 0; i < history.Count; i++)
        {
            var before = history.Take(i).ToList();
            Assert.Equal(i == 0, history[i] is RequestSubmitted);
            Assert.Contains(history[i].Envelope.Node, Active);
            CheckOne(before, history[i]);
            CheckMoney(history.Take(i + 1).ToList());
        }
    }

    private static void CheckOne(List<CaseEvent> before, CaseEvent fact)
    {
        switch (fact)
        {
            case DeliveryStarted e:
                CheckDelivery(before, e);
                break;
            case RatingSubmitted e:
                Assert.Contains(before.OfType<DeliveryCompleted>(), done => done.DeliveryId == e.DeliveryId);
                Assert.Null(EffectiveScore(before, e.DeliveryId));
                Assert.InRange(e.Score, 1, 5);
                Assert.Equal("requester", e.Envelope.ActorRole);
                break;
            case RatingRevised e:
                Assert.NotNull(EffectiveScore(before, e.DeliveryId));
                Assert.InRange(e.Score, 1, 5);
                Assert.Equal("requester", e.Envelope.ActorRole);
                break;
            case RatingInvalidated e:
                Assert.NotNull(EffectiveScore(before, e.DeliveryId));
                Assert.Equal("SC", e.Envelope.Node);
                break;
            case RatingRectificationOpened e:
                Assert.InRange(EffectiveScore(before, e.DeliveryId) ?? 0, 1, 2);
                break;
            case ReferralOffered { Kind: "transfer" }:
                Assert.Equal(
                    before.OfType<ReferralOffered>().Count(offer => offer.Kind == "transfer"),
                    before.OfType<ReferralAccepted>().Count(answer => answer.Kind == "transfer")
                        + before.OfType<ReferralRejected>().Count(answer => answer.Kind == "transfer")
                        + before.OfType<ReferralExpired>().Count(answer => answer.Kind == "transfer")
                        + before.OfType<ReferralRecalled>().Count(answer => answer.Kind == "transfer"));
                break;
            case ReferralExpired e:
                Assert.True(e.Envelope.RecordedAt > before.OfType<ReferralOffered>().Single(offer => offer.ReferralId == e.ReferralId).RespondBy);
                Assert.Equal("system", e.Envelope.ActorRole);
                break;
            case DeliveryDeemedConfirmed e:
                Assert.True(e.Envelope.RecordedAt > before.OfType<DeliveryCompleted>().Last().Envelope.OccurredAt.AddDays(15));
                Assert.Equal("system", e.Envelope.ActorRole);
                break;
            case DeliveryExtended e:
                Assert.True(e.NewDue > e.PreviousDue);
                break;
            case RequestAccepted e when before.LastOrDefault(fact => fact is DeliveryAborted or RequestReopened) is DeliveryAborted:
                Assert.Equal(before.OfType<RequestAccepted>().Last().DueCompleteAt, e.DueCompleteAt);
                Assert.Equal(Owner(before), e.Envelope.Node);
                break;
            case FeeCharged e:
                CheckCharge(before, e);
                break;
            case RequestAccepted or RequestDeclined or FeeQuoted or FeeRefunded or FeeWaived or ReferralOffered:
                Assert.Equal(Owner(before), fact.Envelope.Node);
                break;
        }
    }

    private static void CheckDelivery(List<CaseEvent> before, DeliveryStarted e)
    {
        var owner = Owner(before);
        var helpers = before.OfType<ReferralAccepted>()
            .Where(answer => answer.Kind == "co_delivery").Select(answer => answer.ToProvider ?? answer.ToNode).ToList();
        Assert.Contains(e.NodeId, helpers.Append(owner));
        Assert.Equal(e.NodeId == owner && e.ProviderId == owner, e.AgreementId is null);
        Assert.True(e.ProviderId == e.NodeId || e.NodeId != owner || helpers.Contains(e.ProviderId));
        Assert.NotEqual("12510000MAX0X0X15T", e.ProviderId);
        Assert.NotEqual("SC-510400", e.NodeId);
    }

    // The score that counts: of the latest rating of the delivery, unless it was struck out since.
    private static int? EffectiveScore(List<CaseEvent> before, Guid delivery) => before
        .Select(fact => fact switch
        {
            RatingSubmitted e when e.DeliveryId == delivery => (int?)e.Score,
            RatingRevised e when e.DeliveryId == delivery => e.Score,
            RatingInvalidated e when e.DeliveryId == delivery => 0,
            _ => null,
        })
        .LastOrDefault(score => score is not null) is > 0 and var score ? score : null;

    private static void CheckCharge(List<CaseEvent> before, FeeCharged charge)
    {
        var quote = before.OfType<FeeQuoted>().Last();
        Assert.Equal(quote.QuoteId, charge.QuoteId);
        Assert.Contains(before.OfType<FeeAgreed>(), agreed => agreed.QuoteId == quote.QuoteId);
        Assert.DoesNotContain(before.OfType<FeeCharged>(), earlier => earlier.QuoteId == quote.QuoteId);
        Assert.InRange(charge.TotalFen, 0, quote.TotalFen);
        Assert.True(charge.Envelope.RecordedAt <= quote.ValidUntil);
        Assert.True(charge.TotalFen == 0 || before.OfType<RequestAccepted>().Last().Nature != "public_good");
    }

    private static void CheckMoney(List<CaseEvent> history)
    {
        var charged = history.OfType<FeeCharged>().Sum(e => (decimal)e.TotalFen);
        var waived = history.OfType<FeeWaived>().Sum(e => (decimal)e.AmountFen);
        var subsidised = history.OfType<FeeSubsidised>().Sum(e => (decimal)e.AmountFen);
        var paid = history.OfType<FeePaid>().Sum(e => (decimal)e.AmountFen);
        var refunded = history.OfType<FeeRefunded>().Sum(e => (decimal)e.AmountFen);

        Assert.InRange(refunded, 0, paid);
        Assert.InRange(paid, 0, charged - waived - subsidised);
        Assert.InRange(charged, 0, Fen.Largest);
        Assert.True(waived >= 0 && subsidised >= 0);
    }

    private static string Owner(List<CaseEvent> before) =>
        before.OfType<ReferralAccepted>().LastOrDefault(answer => answer.Kind == "transfer")?.ToNode
        ?? before.OfType<RequestSubmitted>().Single().FirstContactNode;
}
