using System.CommandLine;
using PublicApi.Imports;

namespace PublicApi.Cli;

/// <summary>What every kind of import can be told.</summary>
internal sealed class ImportOptions
{
    public Argument<string[]> Paths { get; } = new("PATH")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Files, or folders with files in them at any depth.",
    };

    public Option<string?> Source { get; } = Text("--source", "NAME", "Name of the source system; part of what identifies a case.");

    public Option<string?> Node { get; } = Text("--node", "CODE", "Platform in whose name the requests are taken; the source's name if not given.");

    public Option<string?> Region { get; } = Text("--region", "CODE", "Region of requests that state none.");

    public Option<string?> Rejects { get; } = new("--rejects")
    {
        HelpName = "FILE",
        Description = "List refused records in FILE (JSON lines) and import the others.",
    };

    public void AddTo(Command command)
    {
        command.Add(Paths);
        command.Add(Source);
        command.Add(Node);
        command.Add(Region);
        command.Add(Rejects);
    }

    private static Option<string?> Text(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { HelpName = helpName, Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && SourceTexts.WhyRefused(result.Tokens[0].Value) is { } reason)
            {
                result.AddError($"{name} {reason}.");
            }
        });
        return option;
    }
}

/// <summary>What one import is to read, and where its refusals go.</summary>
internal sealed record ImportJob(IReadOnlyList<string> Paths, IReadOnlyList<string> Endings, ReadSource Read, string? Rejects)
{
    private readonly Lazy<IReadOnlyList<string>> files = new(() => SourceFile.Find(Paths, Endings));

    public IReadOnlyList<string> Files => files.Value;

    /// <summary>Without a rejects file every file is read twice.</summary>
    public long TotalBytes => Files.Sum(file => new FileInfo(file).Length) * (Rejects is null ? 2 : 1);

    public string? WhyNotPossible() =>
        Paths.FirstOrDefault(path => !File.Exists(path) && !Directory.Exists(path)) is { } absent
            ? $"There is no file or folder {absent}."
            : Files.Count == 0
                ? $"There is no file ending in {string.Join(" or ", Endings)} (or with .gz after it) under {string.Join(", ", Paths)}."
                : Rejects is not null && Files.Any(file => Path.GetFullPath(file) == Path.GetFullPath(Rejects))
                    ? $"{Rejects} is one of the files to import; the refused records must go to another file."
                    : null;
}
