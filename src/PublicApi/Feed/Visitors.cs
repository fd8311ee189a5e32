using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace PublicApi.Feed;

/// <summary>Counts the streams and sockets that are open, in all and by address.</summary>
public sealed class Visitors(IOptions<FeedSettings> settings)
{
    /// <summary>Seconds after which who was turned away may try again.</summary>
    public const string RetryAfter = "10";

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, int> open = [];
    private int all;

    /// <summary>Lets one more in until the result is disposed; null when too many are in.</summary>
    public IDisposable? Enter(IPAddress? address)
    {
        var origin = Origin(address);
        lock (gate)
        {
            var here = open.GetValueOrDefault(origin);
            if (all >= settings.Value.Connections || here >= settings.Value.ConnectionsPerAddress)
            {
                return null;
            }

            open[origin] = here + 1;
            all++;
            return new Visit(this, origin);
        }
    }

    /// <summary>Whom an address stands for: one subscriber has all of an IPv6 /64.</summary>
    internal static IPAddress Origin(IPAddress? address)
    {
        address = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address ?? IPAddress.None;
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private void Leave(IPAddress origin)
    {
        lock (gate)
        {
            all--;
            if (--open[origin] == 0)
            {
                open.Remove(origin);
            }
        }
    }

    private sealed class Visit(Visitors visitors, IPAddress origin) : IDisposable
    {
        private int isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isOver, 1) == 0)
            {
                visitors.Leave(origin);
            }
        }
    }
}
