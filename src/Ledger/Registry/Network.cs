using System.Collections.Immutable;
using Ledger.Deciding;

namespace Ledger.Registry;

/// <summary>
/// The registry as it stands: the state of every stream of the areas that decisions about other streams look at. Immutable;
/// folded from events in the order of their commits.
/// </summary>
public sealed class Network
{
    public static readonly Network Empty = new(0, ImmutableDictionary<Type, IRegister>.Empty);

    private readonly ImmutableDictionary<Type, IRegister> registers;

    private Network(long number, ImmutableDictionary<Type, IRegister> registers) => (Number, this.registers) = (number, registers);

    /// <summary>How many registry events this follows from.</summary>
    public long Number { get; }

    /// <summary>The state of a stream; <see cref="StreamState{TSelf}.Initial"/> where there is none.</summary>
    public TState Find<TState>(string stream)
        where TState : StreamState<TState>, new() =>
        Register<TState>().Streams.GetValueOrDefault(stream) ?? StreamState<TState>.Initial;

    /// <summary>All streams of an area with their states, in no order.</summary>
    public IEnumerable<KeyValuePair<string, TState>> All<TState>()
        where TState : StreamState<TState>, new() => Register<TState>().Streams;

    /// <summary>The registry after the next registry event.</summary>
    /// <exception cref="InvalidOperationException">The stream is of no area of the registry.</exception>
    public Network Evolve(string stream, LedgerEvent fact)
    {
        var area = Areas.Of(stream);
        var register = registers.GetValueOrDefault(area.State) ?? area.EmptyRegister;
        return new Network(Number + 1, registers.SetItem(area.State, register.Evolve(stream, fact)));
    }

    private Register<TState> Register<TState>()
        where TState : StreamState<TState>, new() =>
        (Register<TState>?)registers.GetValueOrDefault(typeof(TState)) ?? Registry.Register<TState>.Empty;
}

internal interface IRegister
{
    IRegister Evolve(string stream, LedgerEvent fact);
}

internal sealed record Register<TState>(ImmutableDictionary<string, TState> Streams) : IRegister
    where TState : StreamState<TState>, new()
{
    public static readonly Register<TState> Empty = new(ImmutableDictionary<string, TState>.Empty.WithComparers(StringComparer.Ordinal));

    public IRegister Evolve(string stream, LedgerEvent fact) =>
        new Register<TState>(Streams.SetItem(stream, (Streams.GetValueOrDefault(stream) ?? StreamState<TState>.Initial).Evolve(fact)));
}
