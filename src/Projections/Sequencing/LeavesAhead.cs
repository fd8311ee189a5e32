using Ledger.Transparency;
using Npgsql;

namespace Projections.Sequencing;

/// <summary>
/// Reads the page after next while the next is being stored. What it has is a guess, which the page's own transaction either finds
/// to be what it would have read, or drops: events never change, so the same numbers from the same position are the same leaves.
/// </summary>
/// <param name="projector">Gives a connection that only reads.</param>
/// <param name="tree">What is done for the tree.</param>
internal sealed class LeavesAhead(NpgsqlDataSource projector, TreeWork tree) : IAsyncDisposable
{
    private sealed record Guess(TreeSize Size, long[] Numbers, LeafPage Leaves);

    private readonly CancellationTokenSource end = new();
    private Task<Guess>? guess;

    /// <summary>Begins to read the page that will follow.</summary>
    /// <param name="size">The log's after the page before.</param>
    /// <param name="after">The last number of the page before.</param>
    /// <param name="limit">How many events it has at most.</param>
    /// <param name="other">Other work beside the page being stored, which the page has to wait for and this has not: it goes first.</param>
    public void Begin(TreeSize size, long after, int limit, Task other) => guess = Read(size, after, limit, other);

    /// <summary>The leaves of a page, read ahead or now.</summary>
    /// <param name="connection">With the page's transaction open.</param>
    /// <inheritdoc cref="Leaves.Read"/>
    public async Task<LeafPage> Take(NpgsqlConnection connection, TreeSize size, long[] numbers, CancellationToken ct) =>
        await TakeGuess() is { } ahead && ahead.Size == size && ahead.Numbers.AsSpan().SequenceEqual(numbers)
            ? ahead.Leaves
            : await new Leaves(size, tree).Read(connection, numbers, ct);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await TakeGuess();
        end.Dispose();
    }

    private async Task<Guess?> TakeGuess()
    {
        var begun = guess;
        guess = null;
        try
        {
            return begun is null ? null : await begun;
        }
        catch (Exception)
        {
            // Whatever it is, the page meets it too if it is more than bad luck, and knows what it has to mean.
            return null;
        }
    }

    private async Task<Guess> Read(TreeSize size, long after, int limit, Task other)
    {
        await Task.WhenAny(other);
        await Task.Yield();
        await using var connection = await projector.OpenConnectionAsync(end.Token);
        var numbers = await Outbox.Read(connection, after, limit, end.Token);
        return new Guess(size, numbers, await new Leaves(size, tree).Read(connection, numbers, end.Token));
    }
}
