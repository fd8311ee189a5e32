using System.Runtime.CompilerServices;

namespace PublicApi.Auditor;

/// <summary>Works on several things at once and gives the outcomes in their order.</summary>
internal static class InOrder
{
    /// <param name="ahead">How many are worked on at most before the first of them is taken.</param>
    public static async IAsyncEnumerable<TOutcome> Work<TThing, TOutcome>(
        IEnumerable<TThing> things,
        int ahead,
        Func<TThing, CancellationToken, Task<TOutcome>> work,
        [EnumeratorCancellation] CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var pending = new Queue<Task<TOutcome>>();
        try
        {
            foreach (var thing in things)
            {
                pending.Enqueue(Task.Run(() => work(thing, stop.Token), stop.Token));
                if (pending.Count >= ahead)
                {
                    yield return await pending.Dequeue();
                }
            }

            while (pending.TryDequeue(out var next))
            {
                yield return await next;
            }
        }
        finally
        {
            // Whoever stops early, at a fault or at the end, leaves nothing running behind.
            await stop.CancelAsync();
            await Task.WhenAll(pending.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
