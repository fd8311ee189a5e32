using Ledger.Transparency;

namespace PublicApi.Registry;

/// <summary>Days in the ledger's one written form.</summary>
internal static class PublicDays
{
    public static string? Write(DateOnly? day) => day is { } known ? Instants.Write(known) : null;
}
