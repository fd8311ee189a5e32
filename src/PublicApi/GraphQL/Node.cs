using System.ComponentModel;
using System.Globalization;
using GraphQL;
using Ledger.Transparency;

namespace PublicApi.GraphQL;

[Name("Node")]
[Description("Anything that has an identity of its own. 具有自身标识的对象。")]
public interface INode
{
    [Id]
    [Description("Opaque; for `node`, which gives the same again: of the state and instant asked for, where one was. 不透明标识，可由 node 再次查得（含所查状态与时刻）。")]
    string Id { get; }
}

/// <summary>
/// An id of the schema: the type of an object and its own key, and the state and the instant that were asked for, so that
/// a client that keeps objects by id never takes one of the past for that of now. Written so that nobody builds on it.
/// </summary>
/// <param name="Type">Name in the schema.</param>
/// <param name="Key">What tells it from others of its type.</param>
/// <param name="Size">Of the first so many entries; null for the state of now.</param>
/// <param name="At">The instant that was asked for, if one was.</param>
internal sealed record NodeId(string Type, string Key, long? Size = null, DateTimeOffset? At = null)
{
    private const char Comma = '|';

    public static string Write(string type, string key, Moment? moment = null) =>
        new NodeId(type, key, moment?.Size, moment?.AskedAt).Write();

    public string Write() => Cursors.Write(string.Join(
        Comma, Type, Size?.ToString(CultureInfo.InvariantCulture), At is { } at ? Instants.Write(at) : "", Key));

    /// <summary>Null for what is no id.</summary>
    public static NodeId? Read(string id)
    {
        if (Cursors.Read(id)?.Split(Comma, 4) is not [var type, var size, var at, var key]
            || (at.Length > 0 && !Instants.IsWritten(at)))
        {
            return null;
        }

        var isSized = long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isSized || size.Length == 0
            ? new(type, key, isSized ? number : null, at.Length > 0 ? Instants.Parse(at) : null)
            : null;
    }

    /// <summary>The key of an id of a type, or what was given where it is no id but a key.</summary>
    public static string KeyOr(string type, string given) => Read(given) is { } id && id.Type == type ? id.Key : given;
}
