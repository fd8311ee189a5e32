namespace Ledger.Journal;

/// <summary>What the accounts of one page came to; the first three add up to the accounts of the page.</summary>
/// <param name="NewCases">Accounts that opened a case.</param>
/// <param name="Changed">Accounts that added events to a case there was.</param>
/// <param name="Unchanged">Accounts that told nothing new.</param>
/// <param name="Events">Events stored.</param>
public sealed record RecordedPage(int NewCases, int Changed, int Unchanged, int Events);
