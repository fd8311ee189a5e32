using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Compliance.Facts;
using Projections.Streams;

namespace Projections.Compliance.Months;

/// <summary>
/// A month as it was published: what was stated then never changes. What later entries make of it stands beside it, with the
/// reasons. A row of <c>publication_view</c>; its code is the month.
/// </summary>
public sealed record PublicationRow : CodedRow
{
    /// <summary>yyyy-MM, Asia/Shanghai.</summary>
    public string Month { get; init; } = "";

    /// <summary>The entry that published it.</summary>
    public EntryMark Published { get; init; } = null!;

    /// <summary>The figures are those of the first so many entries.</summary>
    public long Size { get; init; }

    public string RegimeId { get; init; } = "";

    public long RegimeVersion { get; init; }

    /// <summary>Version of the folds that gave <see cref="Views"/>.</summary>
    public long ViewVersion { get; init; }

    /// <summary>Digests of every view as they followed from the first <see cref="Size"/> entries.</summary>
    public ImmutableArray<PublishedDigest> Views { get; init; } = [];

    /// <summary>Every figure that was stated or that a recount gives, by node and code.</summary>
    public ImmutableArray<PublishedFigure> Figures { get; init; } = [];

    /// <summary>The verdicts on the network and on platforms at the publication, grades included.</summary>
    public ImmutableArray<PublishedVerdict> Verdicts { get; init; } = [];

    /// <summary>The newest evaluation of the month: <c>now</c> is as of that entry.</summary>
    public EntryMark Evaluated { get; init; } = null!;

    /// <summary>The evaluation since which all that stands beside is as it is; those between it and the newest one changed nothing.</summary>
    public EntryMark Since { get; init; } = null!;
}

/// <param name="Sha256">Lower-case hexadecimal digits.</param>
public sealed record PublishedDigest(string Name, string Sha256);

/// <summary>A figure beside what has become of it.</summary>
/// <param name="Node">Code of the platform; empty for the network.</param>
/// <param name="Code">One of <see cref="MonthFigures"/>.</param>
/// <param name="Stated">As published; 0 where it was not stated.</param>
/// <param name="Recounted">What the entries give of which the publication speaks: another value is a mismatch.</param>
/// <param name="Now">What the entries give at the newest evaluation.</param>
/// <param name="Reasons">Why <paramref name="Now"/> is not <paramref name="Recounted"/>; at most <see cref="MonthFold.MostReasons"/>.</param>
public sealed record PublishedFigure(
    string Node, string Code, long Stated, long Recounted, long Now, ImmutableArray<ChangeReason> Reasons);

/// <summary>A verdict beside what has become of it.</summary>
/// <param name="Subject">Code of the platform; empty for the network.</param>
/// <param name="Now">At the newest evaluation; that stands with its figures in <c>verdict_view</c>.</param>
/// <param name="Reasons">Where it is another now: what was recorded since of this subject and month, corrections first; at most
/// <see cref="MonthFold.MostReasons"/>. None where only time passed.</param>
public sealed record PublishedVerdict(string Subject, string Item, string Frozen, string Now, ImmutableArray<ChangeReason> Reasons);

/// <summary>An entry recorded after a publication by which one of its figures or verdicts became another.</summary>
/// <param name="Kind"><see cref="LateEntry"/> or <see cref="Correction"/>.</param>
/// <param name="ReasonCode">Of the correction, or that the entry itself gives.</param>
public sealed record ChangeReason(string Kind, long Position, Guid EventId, string Type, string? ReasonCode)
{
    /// <summary>It touches the month and was recorded after the publication.</summary>
    public const string LateEntry = "late_entry";

    /// <summary>It corrects an entry of which the figure was made, or that the verdict is about.</summary>
    public const string Correction = "correction";

    internal static ChangeReason Of(string kind, PublicEntry entry) =>
        new(kind, entry.Position.Value, entry.EventId, entry.Type, entry.Fields.FindText("reason_code"));

    internal static ChangeReason Of(string kind, KeptEntry entry) => Of(kind, entry.Restore());
}
