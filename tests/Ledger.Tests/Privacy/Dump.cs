using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ledger.Deciding;
using Npgsql;

namespace Ledger.Tests.Privacy;

/// <summary>Everything a database says, as text: what a thief of a copy has.</summary>
public sealed partial class Dump
{
    private static readonly Encoding Utf8 = Encoding.UTF8;

    private readonly string text;

    public Dump(string text) => this.text = text;

    /// <summary>Every row of every table of every schema and what the planner remembers of them; and where the program is
    /// installed also the dump of pg_dump.</summary>
    public static async Task<Dump> Take(NpgsqlDataSource administrator)
    {
        var all = new StringBuilder();
        await using var connection = await administrator.OpenConnectionAsync();
        foreach (var table in await Lines(connection,
            """
            SELECT format('SELECT * FROM %I.%I', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
            UNION ALL SELECT 'SELECT * FROM pg_stats' UNION ALL SELECT 'SELECT * FROM pg_stat_activity'
            """))
        {
            using var rows = await connection.BeginTextExportAsync($"COPY ({table}) TO STDOUT");
            all.AppendLine(await rows.ReadToEndAsync());
        }

        return new Dump(all.Append(await ByProgram(administrator.ConnectionString)).ToString());
    }

    public bool Contains(byte[] bytes) => Contains(text, bytes);

    public bool Contains(string value) => Contains(text, value);

    /// <summary>Whether a text holds the bytes raw, in hexadecimal or in either base64.</summary>
    public static bool Contains(string text, byte[] bytes) =>
        text.Contains(Utf8.GetString(bytes), StringComparison.Ordinal)
        || text.Contains(Convert.ToHexString(bytes), StringComparison.OrdinalIgnoreCase)
        || Enumerable.Range(0, 3).Any(shift => Base64Core(bytes, shift) is var core
            && (text.Contains(core, StringComparison.Ordinal) || text.Contains(core.Replace('+', '-').Replace('/', '_'), StringComparison.Ordinal)));

    public static bool Contains(string text, string value) =>
        Contains(text, Utf8.GetBytes(value)) || text.Contains(JsonSerializer.Serialize(value)[1..^1], StringComparison.Ordinal);

    /// <summary>
    /// Somebody who knows the right value looks for a place that confirms it: every 32 bytes that stand anywhere are tried as
    /// the salt of every commitment and as the key of every hash, and the plain hashes as well.
    /// </summary>
    /// <param name="guesses">The value, and texts that contain it as a program may have hashed them.</param>
    /// <returns>What confirms the value; empty when nothing does.</returns>
    public IReadOnlyList<string> Confirm(string field, string value, params IReadOnlyList<string> guesses)
    {
        var tokens = Tokens();
        var found = new List<string>();
        var inputs = guesses.Append(value).Append(JsonSerializer.Serialize(value)).Select(Utf8.GetBytes).ToList();
        foreach (var salt in tokens.Select(Convert.FromHexString).Append([]))
        {
            found.AddRange(inputs.SelectMany(input => new[]
                {
                    HMACSHA256.HashData(salt, input), SHA256.HashData([.. salt, .. input]), SHA256.HashData([.. input, .. salt]),
                })
                .Append(Sealed.Commit(field, value, salt))
                .Select(Convert.ToHexString)
                .Where(tokens.Contains));
        }

        return found;
    }

    private HashSet<string> Tokens()
    {
        var tokens = Hexadecimal().Matches(text).Select(match => match.Value.ToUpperInvariant())
            .SelectMany(digits => Enumerable.Range(0, (digits.Length - 62) / 2).Select(at => digits.Substring(2 * at, 64)))
            .ToHashSet();
        tokens.UnionWith(Base64().Matches(text).Select(match => Convert.ToHexString(
            Convert.FromBase64String(match.Value.Replace('-', '+').Replace('_', '/').TrimEnd('=') + "="))));
        return tokens;
    }

    // The characters that the bytes have in base64 wherever they begin in the text that was encoded.
    private static string Base64Core(byte[] bytes, int shift)
    {
        var encoded = Convert.ToBase64String([.. new byte[shift], .. bytes]).TrimEnd('=');
        var first = shift == 0 ? 0 : shift + 1;
        var last = (shift + bytes.Length) * 8 / 6;
        return encoded[first..last];
    }

    private static async Task<string> ByProgram(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(
                "pg_dump", ["-h", settings.Host!, "-p", $"{settings.Port}", "-U", settings.Username!, settings.Database!])
            {
                RedirectStandardOutput = true,
            })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    private static async Task<List<string>> Lines(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await rows.ReadAsync())
        {
            lines.Add(rows.GetString(0));
        }

        return lines;
    }

    [GeneratedRegex("[0-9a-fA-F]{64,}")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{43}=?(?![A-Za-z0-9+/_=-])")]
    private static partial Regex Base64();
}
