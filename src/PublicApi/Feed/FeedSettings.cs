namespace PublicApi.Feed;

/// <summary>What live readers may take. Bound from the configuration section <c>Feed</c>, so from <c>Feed__Lag</c> in the environment.</summary>
public sealed class FeedSettings
{
    /// <summary>Whether readers may have only what a signed checkpoint covers: so where the log has a key.</summary>
    public bool OnlySigned { get; set; }

    /// <summary>Pause between two looks at the head while anybody waits: one query a process, however many wait.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>A reader that stood at the end and is now more than so many entries behind is told so, and ended.</summary>
    public int Lag { get; set; } = 10_000;

    /// <summary>An idle stream says that it lives this often, so that no proxy takes it for dead.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>A WebSocket that has not sent <c>connection_init</c> by then is closed, 4408.</summary>
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A message that a client does not take within this time ends its connection.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Streams and sockets open at a time, of all clients.</summary>
    public int Connections { get; set; } = 2_000;

    /// <summary>Streams and sockets open at a time, of one address (IPv6: of one /64).</summary>
    public int ConnectionsPerAddress { get; set; } = 1_000;

    /// <summary>Operations at a time on one WebSocket.</summary>
    public int OperationsPerConnection { get; set; } = 20;
}
