using Projections.Sequencing;

namespace PublicApi.Http;

/// <summary><c>GET /health</c>: 200 while the log moves, 503 with the reason once the sequencer has stopped on an alarm.</summary>
public static class Health
{
    public static IResult Answer(Sequencer sequencer) => sequencer.Alarm is { } alarm
        ? Results.Json(new { status = "alarm", alarm }, statusCode: StatusCodes.Status503ServiceUnavailable)
        : Results.Json(new { status = "ok" });
}
