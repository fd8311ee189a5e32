using Ledger.Cases;

namespace Ledger.Tests.Cases;

/// <summary>The invariants of domain.md 5.6 as questions to a whole history, apart from how the deciders ask them.</summary>
public static class HistoryRules
{
    public static void Check(IReadOnlyList<CaseEvent> history)
    {
        for (var i = 0; i < history.Count; i++)
        {
            var before = history.Take(i).ToList();
            Assert.Equal(i == 0, history[i] is RequestSubmitted);
            CheckOne(before, history[i]);
            CheckMoney(history.Take(i + 1).ToList());
        }
    }

    private static void CheckOne(List<CaseEvent> before, CaseEvent fact)
    {
        switch (fact)
        {
            case DeliveryStarted e:
                var helpers = before.OfType<ReferralAccepted>().Where(answer => answer.Kind == "co_delivery").Select(answer => answer.ToNode);
                Assert.Contains(e.NodeId, helpers.Append(Owner(before)));
                break;
            case RatingSubmitted e:
                Assert.Contains(before.OfType<DeliveryCompleted>(), done => done.DeliveryId == e.DeliveryId);
                Assert.DoesNotContain(before.OfType<RatingSubmitted>(), rating => rating.DeliveryId == e.DeliveryId);
                Assert.InRange(e.Score, 1, 5);
                Assert.Equal("requester", e.Envelope.ActorRole);
                break;
            case ReferralOffered { Kind: "transfer" }:
                Assert.Equal(
                    before.OfType<ReferralOffered>().Count(offer => offer.Kind == "transfer"),
                    before.OfType<ReferralAccepted>().Count(answer => answer.Kind == "transfer")
                        + before.OfType<ReferralRejected>().Count(answer => answer.Kind == "transfer"));
                break;
            case FeeCharged e:
                CheckCharge(before, e);
                break;
            case RequestAccepted or RequestDeclined or FeeQuoted or FeeRefunded or FeeWaived or ReferralOffered:
                Assert.Equal(Owner(before), fact.Envelope.Node);
                break;
        }
    }

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
        var paid = history.OfType<FeePaid>().Sum(e => (decimal)e.AmountFen);
        var refunded = history.OfType<FeeRefunded>().Sum(e => (decimal)e.AmountFen);

        Assert.InRange(refunded, 0, paid);
        Assert.InRange(paid, 0, charged - waived);
        Assert.InRange(charged, 0, Fen.Largest);
        Assert.True(waived >= 0);
    }

    private static string Owner(List<CaseEvent> before) =>
        before.OfType<ReferralAccepted>().LastOrDefault(answer => answer.Kind == "transfer")?.ToNode
        ?? before.OfType<RequestSubmitted>().Single().FirstContactNode;
}
