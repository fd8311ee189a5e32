namespace PublicApi.Auditor;

/// <summary>Something in the log is wrong. The message names the file, the byte and the entry, as far as they are known.</summary>
/// <param name="path">The file within the log, such as <c>tile/entries/000</c>.</param>
/// <param name="reason">What is wrong, in words.</param>
/// <param name="position">Of the entry, from 0.</param>
/// <param name="offset">Of the first wrong byte in the file, from 0.</param>
public sealed class LogFaultException(string path, string reason, long? position = null, long? offset = null)
    : Exception($"{path}{Named(", byte", offset)}{Named(", entry", position)}: {reason}")
{
    public string Path => path;

    public string Reason => reason;

    public long? Position => position;

    public long? Offset => offset;

    private static string Named(string what, long? value) => value is { } number ? $"{what} {number}" : "";
}

/// <summary>The log cannot be read, which says nothing about whether it is right.</summary>
public sealed class LogUnreadableException(string message, Exception? inner = null) : Exception(message, inner);
