using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PublicApi.OpenApi;

/// <summary>What the comments in the code say about types and their members, from the XML files beside the program. A file that
/// is absent says nothing.</summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<string, XElement> byType;

    public XmlComments(params IEnumerable<Assembly> assemblies) => byType = assemblies
        .Select(assembly => Path.ChangeExtension(Path.Combine(AppContext.BaseDirectory, assembly.ManifestModule.Name), ".xml"))
        .Where(File.Exists)
        .SelectMany(file => XDocument.Load(file).Descendants("member"))
        // Generated code has the same names in every assembly.
        .DistinctBy(member => (string)member.Attribute("name")!)
        .ToDictionary(member => (string)member.Attribute("name")!);

    /// <summary>The summary of a type; null for none.</summary>
    public string? Summary(Type type) => Text(Member(type)?.Element("summary"));

    /// <summary>What a parameter of a record's constructor, which is also a property, means; null where nothing is said.</summary>
    public string? Parameter(Type type, string name) =>
        Text(Member(type)?.Elements("param").FirstOrDefault(param => (string?)param.Attribute("name") == name));

    /// <summary>The first sentence of a text, and what follows it; null for nothing.</summary>
    public static (string First, string? More) Split(string text) => SentenceEnd().Match(text) is { Success: true } end
        ? (text[..(end.Index + 1)], text[(end.Index + end.Length)..])
        : (text, null);

    private XElement? Member(Type type) =>
        byType.GetValueOrDefault($"T:{(type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.')}");

    private static string? Text(XElement? element) => element is null
        ? null
        : Blanks().Replace(string.Concat(element.Nodes().Select(Words)), " ").Trim() is { Length: > 0 } text ? text : null;

    // A reference stands for the last part of what it names.
    private static string Words(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" or "paramref" } see =>
            ((string?)see.Attribute("cref") ?? (string?)see.Attribute("name") ?? see.Value).Split('(')[0].Split('.', ':')[^1].Split('`')[0],
        XElement inner => string.Concat(inner.Nodes().Select(Words)),
        XText words => words.Value,
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    // Not after an abbreviation such as "5.8": a blank and a capital letter follow.
    [GeneratedRegex(@"\.\s+(?=[A-Z])")]
    private static partial Regex SentenceEnd();
}
