using System.Net;
using System.Net.Sockets;

namespace Ledger.Tests.Feed;

/// <summary>A network between client and service that can be cut: a proxy that copies bytes both ways until it drops every connection.</summary>
internal sealed class Wire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly Uri service;
    private readonly Lock gate = new();
    private readonly List<Socket> open = [];
    private readonly Task accepting;
    private int cuts;

    public Wire(Uri service)
    {
        this.service = service;
        listener.Start();
        accepting = Accept();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>How many connections were dropped.</summary>
    public int Dropped => cuts;

    /// <summary>Drops every connection without a word, as a broken cable does.</summary>
    public void Cut()
    {
        lock (gate)
        {
            foreach (var socket in open)
            {
                socket.Close(timeout: 0);
                cuts++;
            }

            open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        Cut();
        await accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Carry(await listener.AcceptSocketAsync());
            }
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Carry(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await server.ConnectAsync(service.Host, service.Port);
            lock (gate)
            {
                open.Add(client);
                open.Add(server);
            }

            await using var near = new NetworkStream(client);
            await using var far = new NetworkStream(server);
            await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException)
        {
        }
        finally
        {
            client.Close(timeout: 0);
        }
    }
}
