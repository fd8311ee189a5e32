namespace Ledger.Journal;

/// <summary>Turns for each stream, in the order in which they are asked for. One that does not end holds up its own stream alone.</summary>
internal sealed class StreamTurns
{
    // The end of the last turn of each stream that has one under way.
    private readonly Dictionary<string, Task> ends = new(StringComparer.Ordinal);

    /// <summary>Waits for the turns of the stream that were asked for before; disposing ends this one.</summary>
    public async Task<IDisposable> Take(string stream)
    {
        var turn = new Turn(this, stream);
        Task? before;
        lock (ends)
        {
            before = ends.GetValueOrDefault(stream);
            ends[stream] = turn.End;
        }

        await (before ?? Task.CompletedTask);
        return turn;
    }

    private void Leave(string stream, Task end)
    {
        lock (ends)
        {
            if (ends[stream] == end)
            {
                ends.Remove(stream);
            }
        }
    }

    private sealed class Turn(StreamTurns turns, string stream) : IDisposable
    {
        private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task End => end.Task;

        public void Dispose()
        {
            turns.Leave(stream, End);
            end.SetResult();
        }
    }
}
