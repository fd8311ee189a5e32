using Ledger.Deciding;

namespace Ledger.Catalogue.Services;

/// <summary>A fact about one service of the catalogue and its process, commitment and fees. Stream <c>service-CODE</c>.</summary>
public abstract record ServiceEvent(Envelope Envelope) : LedgerEvent(Envelope);

/// <summary>What the public is told about a service (D1). All of it is public.</summary>
/// <param name="ProviderId">Code of the provider that delivers it; the platform's own code where it does so itself.</param>
/// <param name="StandardCode">The standard it is an instance of; empty where there is none, which check U2 finds.</param>
/// <param name="StandardVersion">From 1; 0 where there is no standard.</param>
/// <param name="Nature">One of <see cref="ServiceNatures"/>.</param>
/// <param name="IndustryCodes">Two digits each of GB/T 4754; none where it is for every industry.</param>
/// <param name="Contact">Of the organisation, never of a person.</param>
/// <param name="AssuredOn">Day in Asia/Shanghai on which the entry was last checked.</param>
public sealed record ServiceContent(
    string Name,
    string CategoryCode,
    string StandardCode,
    int StandardVersion,
    string ProviderId,
    string Nature,
    IReadOnlyList<string> SizeClasses,
    IReadOnlyList<string> IndustryCodes,
    IReadOnlyList<string> RegionCodes,
    string Conditions,
    IReadOnlyList<string> Materials,
    IReadOnlyList<string> Channels,
    string Contact,
    IReadOnlyList<string> FeatureTags,
    DateOnly AssuredOn);

/// <param name="NodeId">The platform that publishes and owns the entry.</param>
/// <param name="Version">1; a revision counts on.</param>
/// <param name="EffectiveFrom">From this instant on the version is in force.</param>
[EventType("service.published")]
public sealed record ServicePublished(
    Envelope Envelope,
    [Public] string NodeId,
    [Public] int Version,
    [Public] ServiceContent Content,
    [Public] DateTimeOffset EffectiveFrom) : ServiceEvent(Envelope);

[EventType("service.revised")]
public sealed record ServiceRevised(
    Envelope Envelope,
    [Public] int Version,
    [Public] ServiceContent Content,
    [Public] DateTimeOffset EffectiveFrom,
    [Public] string ChangeNote) : ServiceEvent(Envelope);

[EventType("service.withdrawn")]
public sealed record ServiceWithdrawn(Envelope Envelope, [Public] DateTimeOffset EffectiveFrom, [Public] string ReasonCode)
    : ServiceEvent(Envelope);

/// <summary>The entry was looked through and is still right.</summary>
/// <param name="AssuredOn">Day in Asia/Shanghai.</param>
[EventType("service.assured")]
public sealed record ServiceAssured(Envelope Envelope, [Public] DateOnly AssuredOn) : ServiceEvent(Envelope);

/// <param name="LimitWorkingDays">How long the step may take; 0 where it has no limit of its own.</param>
public sealed record ProcessStep(
    string StepCode, string Name, string ResponsibleRole, int LimitWorkingDays, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs);

/// <summary>How a service is given (D2).</summary>
[EventType("process.published")]
public sealed record ProcessPublished(
    Envelope Envelope,
    [Public] int Version,
    [Public] IReadOnlyList<ProcessStep> Steps,
    [Public] string ReferralRule,
    [Public] string ComplaintPath,
    [Public] DateTimeOffset EffectiveFrom) : ServiceEvent(Envelope);

/// <summary>What is promised for a service (D4). Clocks in working days; 0 where the clock is not promised.</summary>
[EventType("commitment.published")]
public sealed record CommitmentPublished(
    Envelope Envelope,
    [Public] int Version,
    [Public] int AcceptWithinWorkingDays,
    [Public] int FirstContactWithinWorkingDays,
    [Public] int CompleteWithinWorkingDays,
    [Public] string Quality,
    [Public] string RedressContact,
    [Public] DateTimeOffset EffectiveFrom) : ServiceEvent(Envelope);

/// <summary>A price that may be charged, or the promise that something is free (D3).</summary>
/// <param name="Version">From 1 for each fee item of the service.</param>
/// <param name="MinFen">Least unit price.</param>
/// <param name="MaxFen">Largest unit price; equal to the least for a fixed price.</param>
/// <param name="Basis">The rule or document the price rests on.</param>
/// <param name="SmallMicroDiscountBasisPoints">What small and micro enterprises pay less, in hundredths of a percent.</param>
/// <param name="EffectiveTo">First instant at which the version is no longer in force; null while no end is known.</param>
[EventType("fee_item.published")]
public sealed record FeeItemPublished(
    Envelope Envelope,
    [Public] string FeeItemCode,
    [Public] int Version,
    [Public] string Unit,
    [Public] long MinFen,
    [Public] long MaxFen,
    [Public] string Basis,
    [Public] int SmallMicroDiscountBasisPoints,
    [Public] DateTimeOffset EffectiveFrom,
    [Public] DateTimeOffset? EffectiveTo) : ServiceEvent(Envelope);

[EventType("fee_item.withdrawn")]
public sealed record FeeItemWithdrawn(
    Envelope Envelope, [Public] string FeeItemCode, [Public] DateTimeOffset EffectiveFrom, [Public] string ReasonCode) : ServiceEvent(Envelope);
