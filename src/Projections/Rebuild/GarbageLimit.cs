namespace Projections.Rebuild;

/// <summary>
/// Bounds what garbage takes. What a judgement needs for itself has grown old when it ends, and the collector lets old garbage
/// lie until the heap has grown by a large part: a rebuild of a million entries took a quarter more memory, and as much time.
/// </summary>
internal sealed class GarbageLimit
{
    private const long MostBytes = 64L << 20;

    private long kept;

    /// <summary>Collects when the heap has grown by more than the limit since the last time.</summary>
    public void Keep()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > kept + MostBytes)
        {
            GC.Collect();
            kept = GC.GetTotalMemory(forceFullCollection: false);
        }
    }
}
