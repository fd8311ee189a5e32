using Ledger.Registry.NodeKeys;
using PublicApi.Http;

namespace PublicApi.Registry;

/// <summary>Commands about the keys with which nodes sign: <c>POST /node_keys/{code}/…</c>, CODE that of a platform or provider.</summary>
public static class NodeKeyEndpoints
{
    internal static void Map(RouteGroupBuilder commands)
    {
        var keys = commands.MapGroup("/node_keys");
        keys.MapBegin<NodeKeyState, RegisterNodeKey>("register");
        keys.MapChange<NodeKeyState, RevokeNodeKey>("revoke");
        keys.MapChange<NodeKeyState, RequireSigning>("require_signing");
        keys.MapChange<NodeKeyState, ReleaseSigning>("release_signing");
    }
}
