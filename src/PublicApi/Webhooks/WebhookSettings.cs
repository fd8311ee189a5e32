namespace PublicApi.Webhooks;

/// <summary>How members are told. Bound from the configuration section <c>Webhooks</c>, so from <c>Webhooks__Poll</c> in the environment.</summary>
public sealed class WebhookSettings
{
    /// <summary>Lets members name http URLs and addresses of private networks and of this machine. For a test, or a network of its own.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Pause between two looks for what is due.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A receiver that has not answered by then has not taken the entry.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pauses between the attempts at one entry, as Standard Webhooks recommends them; after the last it is a dead letter.</summary>
    public IReadOnlyList<TimeSpan> Backoff { get; set; } = [];

    internal IReadOnlyList<TimeSpan> Pauses => Backoff.Count > 0 ? Backoff : Recommended;

    private static readonly TimeSpan[] Recommended =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];
}
