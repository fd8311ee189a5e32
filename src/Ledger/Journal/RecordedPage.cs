namespace Ledger.Journal;

/// <summary>What one page of source accounts changed.</summary>
public sealed record RecordedPage(int NewCases, int ChangedCases, int UnchangedCases, int Events);
