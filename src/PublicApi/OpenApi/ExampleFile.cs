using System.Reflection;
using System.Text.RegularExpressions;

namespace PublicApi.OpenApi;

/// <summary>One request of a file of examples. Texts have their variables still, <c>{{name}}</c>.</summary>
/// <param name="Title">What happens, in a few words.</param>
/// <param name="Name">By which later requests of the file refer to its answer; null for none.</param>
/// <param name="Expect">Status, and rule where it is a refusal, such as <c>422 INV-03</c>; null for success.</param>
/// <param name="Url">Begins with <c>{{host}}</c>.</param>
/// <param name="Body">Null for none.</param>
internal sealed record Example(
    string Title,
    string? Name,
    string? Expect,
    string Method,
    string Url,
    IReadOnlyDictionary<string, string> Headers,
    string? Body)
{
    /// <summary>The path alone, without the query.</summary>
    public string Path => Url.Replace("{{host}}", "", StringComparison.Ordinal).Split('?')[0];
}

/// <summary>
/// A file <c>Examples/*.http</c> in the syntax that the REST clients of editors share: <c>@variable = value</c>, requests
/// divided by <c>### title</c>, with <c># @name x</c> and, ours alone, <c># expect 422 RULE</c>. The files are part of the
/// program: what the API's description shows is what the tests have run.
/// </summary>
internal sealed partial record ExampleFile(string Name, IReadOnlyDictionary<string, string> Variables, IReadOnlyList<Example> Requests)
{
    private const string Folder = "PublicApi.Examples.";

    /// <summary>All files, in the order of the story they tell.</summary>
    public static IReadOnlyList<ExampleFile> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Parse(name[Folder.Length..], Read(name))),
    ];

    /// <exception cref="FormatException">A part is not a request.</exception>
    public static ExampleFile Parse(string name, string text)
    {
        var parts = Divider().Split(text.ReplaceLineEndings("\n"));
        var variables = parts[0].Split('\n').Where(line => line.StartsWith('@'))
            .Select(line => line[1..].Split('=', 2, StringSplitOptions.TrimEntries))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return new ExampleFile(name, variables, [.. parts.Skip(1).Select(part => Request(name, part))]);
    }

    /// <summary>Replaces the variables of a text.</summary>
    /// <param name="text">With <c>{{name}}</c>.</param>
    /// <param name="value">Value of a name; it may have variables itself.</param>
    public static string Fill(string text, Func<string, string> value) =>
        Variable().Replace(text, match => Fill(value(match.Groups[1].Value.Trim()), value));

    private static Example Request(string file, string part)
    {
        var lines = part.Split('\n');
        var title = lines[0].Trim();
        var head = lines.Skip(1).TakeWhile(line => line.Length > 0).ToList();
        var start = head.Find(line => !line.StartsWith('#'))?.Split(' ') is [var method, var url]
            ? (Method: method, Url: url)
            : throw new FormatException($"{file}: \"{title}\" has no request line.");
        var headers = head.Where(line => !line.StartsWith('#')).Skip(1)
            .Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var body = string.Join('\n', lines.Skip(1 + head.Count)).Trim();
        return new Example(
            title, Comment(head, "# @name "), Comment(head, "# expect "), start.Method, start.Url, headers, body.Length == 0 ? null : body);
    }

    private static string? Comment(List<string> head, string mark) =>
        head.Find(line => line.StartsWith(mark, StringComparison.Ordinal))?[mark.Length..].Trim();

    private static string Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^### ?", RegexOptions.Multiline)]
    private static partial Regex Divider();

    [GeneratedRegex(@"\{\{(.+?)\}\}")]
    private static partial Regex Variable();
}
