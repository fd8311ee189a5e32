using System.Collections.Immutable;
using Ledger.Transparency;
using Projections.Streams;

namespace Projections.Commitments;

/// <summary>Clocks in working days; 0 where the clock is not promised.</summary>
public sealed record CommitmentVersion(
    long AcceptWithinWorkingDays,
    long FirstContactWithinWorkingDays,
    long CompleteWithinWorkingDays,
    string Quality,
    string RedressContact) : PublishedVersion;

/// <summary>What is promised for a service: every version; none where nothing was published. The code is the service's.</summary>
public sealed record CommitmentView : StreamView
{
    public ImmutableArray<CommitmentVersion> Versions { get; init; } = [];

    protected override StreamView Next(PublicEntry entry) => entry.Type == "commitment.published"
        ? this with
        {
            Versions = Versions.With(new CommitmentVersion(
                entry.Fields.RequireExact("accept_within_working_days"),
                entry.Fields.RequireExact("first_contact_within_working_days"),
                entry.Fields.RequireExact("complete_within_working_days"),
                entry.Fields.RequireText("quality"),
                entry.Fields.RequireText("redress_contact")).From(entry)),
        }
        : this;
}
