namespace Ledger.Tests.Members;

/// <summary>The machine's clock, moved forward as far as a test says.</summary>
public sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
