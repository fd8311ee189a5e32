namespace Projections.Compliance.Indicators;

/// <summary>What cases add to. Each is counted in one place, by the texts that it names in this order.</summary>
internal enum Figure
{
    /// <summary>Deliveries completed: platform that answers.</summary>
    Deliveries,

    /// <summary>Cases with a completed delivery, and the sum of the most enterprises that one of each case states.</summary>
    Enterprises,

    /// <summary>Cases taken up that came online or by a call.</summary>
    Intake,

    /// <summary>Ratings that count: platform that answered; level.</summary>
    Ratings,

    /// <summary>Cases completed: platform of first contact; who else took part, if any; whether a provider did, if so.</summary>
    Collaborations,

    /// <summary>Other platforms that took part in cases completed: platform of first contact; the other.</summary>
    Pairs,

    /// <summary>Cases submitted: region.</summary>
    Requests,

    /// <summary>Cases completed: region of the request.</summary>
    Completions,

    /// <summary>Referrals that ask somebody to act: platform that refers; how near; distance band.</summary>
    Offers,

    /// <summary>Referrals: platform that refers; the other; what became of it.</summary>
    Referrals,

    /// <summary>Deliveries completed: platform that answers; nature, if any was accepted.</summary>
    Natures,

    /// <summary>Fen that moved: platform that answers; nature, if any was accepted; type of the entry.</summary>
    Payments,

    /// <summary>Fen that a fund pays: its stream.</summary>
    Subsidies,

    /// <summary>What a fund pays, where no sum can be read: its stream.</summary>
    UnreadableSubsidies,

    /// <summary>Cases with a clock that fell due: platform that answers; whether all clocks were met; that of first contact, if it fell due.</summary>
    Promises,

    /// <summary>Cases that cannot be counted for a figure: its name.</summary>
    Unreadable,
}

/// <summary>One figure about what its texts name.</summary>
internal readonly record struct Cell(Figure Figure, string Of, string? By, string? As);
