using Ledger.Deciding;

namespace Ledger.Cases;

// The names and shapes of the records of each family are the storage format. A stored shape never changes: add a new version
// to EventCatalogue and an upcast. Times are UTC to the millisecond, money is integer fen (1 CNY = 100 fen).

/// <summary>A fact about one case: a service request from its submission to its last rating and fee.</summary>
public abstract record CaseEvent(Envelope Envelope) : LedgerEvent(Envelope);
