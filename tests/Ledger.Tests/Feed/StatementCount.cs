using System.Diagnostics;
using Npgsql;

namespace Ledger.Tests.Feed;

/// <summary>Counts the statements with a text in them that this process sends to one database.</summary>
public sealed class StatementCount : IDisposable
{
    private readonly ActivityListener listener;
    private int count;

    public StatementCount(string connectionString, string text)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString).Database;
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TagObjects.Any(tag => tag.Value as string == database)
                    && activity.TagObjects.Any(tag => (tag.Value as string)?.Contains(text, StringComparison.Ordinal) == true))
                {
                    Interlocked.Increment(ref count);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public int Count => Volatile.Read(ref count);

    public void Dispose() => listener.Dispose();
}
