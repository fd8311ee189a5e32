using System.Collections.Immutable;
using Ledger.Registry;

namespace Ledger.Deciding;

/// <summary>Who does something, when, and in which network: all that a decider may know besides the state of its stream.</summary>
/// <param name="Stream">Id of the stream that the command is about.</param>
/// <param name="Network">The registry as it stands at this decision.</param>
/// <param name="NewSalt">Gives 32 random bytes; chance comes from outside, as clock and ids do.</param>
public sealed record Act(string Stream, Envelope Envelope, Network Network, Func<byte[]> NewSalt)
{
    /// <summary>Salts that the caller chose because it signed commitments made with them, by the field's name in snake_case.</summary>
    public IReadOnlyDictionary<string, byte[]> Salts { get; init; } = ImmutableDictionary<string, byte[]>.Empty;

    /// <summary>Turns a confidential value into what an event may carry.</summary>
    /// <param name="name">Name of the event's field, in snake_case.</param>
    /// <param name="subject">Whose value it is: stream id of a case or an enterprise; its key encrypts the value.</param>
    public Sealed Seal(string name, string subject, Confidential? value) =>
        Sealed.Of(name, subject, value, Salts.GetValueOrDefault(name) ?? NewSalt());
}
