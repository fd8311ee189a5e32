using Npgsql;

namespace Projections.Cases;

/// <summary>The table views.case_view, read and written by the page.</summary>
internal static class CaseViewTable
{
    public const string Columns =
        """
        case_id, version, stage, service_code, service_name, category_code, platform, owner_node, provider_id, region_code,
        channel, nature, size_class, industry_code, requested_at, month, accepted_at, completed_at, duration_ms,
        outcome_code, hops, reopened, score, charged_fen, paid_fen, refunded_fen, waived_fen,
        subsidised_fen, decline_reason, confirmation, disputes, fee_disputes, rectifications_opened, rectifications_closed, positions
        """;

    public static async Task<List<CaseView>> Load(NpgsqlConnection connection, string[] caseIds, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand($"SELECT {Columns} FROM views.case_view WHERE case_id = ANY ($1)", connection)
        {
            Parameters = { new() { Value = caseIds } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var views = new List<CaseView>();
        while (await rows.ReadAsync(ct))
        {
            views.Add(Read(rows));
        }

        return views;
    }

    /// <summary>Writes new rows by COPY, and changed ones by COPY to a staging table and one upsert.</summary>
    public static async Task Save(
        NpgsqlConnection connection, IReadOnlyCollection<CaseView> added, IReadOnlyCollection<CaseView> changed, CancellationToken ct)
    {
        if (added.Count > 0)
        {
            // In the order of the key: the server then finds the pages of its index at hand.
            await Copy(connection, "views.case_view", added.OrderBy(view => view.CaseId, StringComparer.Ordinal), ct);
        }

        if (changed.Count == 0)
        {
            return;
        }

        await Run(connection, "CREATE TEMP TABLE IF NOT EXISTS case_stage (LIKE views.case_view) ON COMMIT DELETE ROWS", ct);
        await Copy(connection, "case_stage", changed, ct);
        var names = Columns.Split(',', StringSplitOptions.TrimEntries);
        await Run(
            connection,
            $"""
            INSERT INTO views.case_view ({Columns}) SELECT {Columns} FROM case_stage
            ON CONFLICT (case_id) DO UPDATE SET {string.Join(", ", names.Skip(1).Select(name => $"{name} = excluded.{name}"))}
            """,
            ct);
    }

    /// <summary>Writes rows that are not there yet into a table of this form, by COPY.</summary>
    public static async Task Copy(NpgsqlConnection connection, string table, IEnumerable<CaseView> views, CancellationToken ct)
    {
        await using var copy = await BinaryCopy.Begin(connection, table, Columns, ct);
        foreach (var view in views)
        {
            await copy.StartRow(ct);
            Write(copy, view);
        }

        await copy.Complete(ct);
    }

    private static void Write(BinaryCopy copy, CaseView view) => copy
        .Text(view.CaseId)
        .Bigint(view.Version)
        .Text(view.Stage)
        .Text(view.ServiceCode)
        .Text(view.ServiceName)
        .Text(view.CategoryCode)
        .Text(view.Platform)
        .Text(view.OwnerNode)
        .Text(view.ProviderId)
        .Text(view.RegionCode)
        .Text(view.Channel)
        .Text(view.Nature)
        .Text(view.SizeClass)
        .Text(view.IndustryCode)
        .Instant(view.RequestedAt)
        .Text(view.Month)
        .Instant(view.AcceptedAt)
        .Instant(view.CompletedAt)
        .Bigint(view.DurationMs)
        .Text(view.OutcomeCode)
        .Integer(view.Hops)
        .Integer(view.Reopened)
        .Integer(view.Score)
        .Bigint(view.ChargedFen)
        .Bigint(view.PaidFen)
        .Bigint(view.RefundedFen)
        .Bigint(view.WaivedFen)
        .Bigint(view.SubsidisedFen)
        .Text(view.DeclineReason)
        .Text(view.Confirmation)
        .Integer(view.Disputes)
        .Integer(view.FeeDisputes)
        .Integer(view.RectificationsOpened)
        .Integer(view.RectificationsClosed)
        .Bigints(view.Positions.AsSpan());

    public static CaseView Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetInt64(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetString(5),
        row.GetString(6),
        row.GetString(7),
        Text(row, 8),
        row.GetString(9),
        row.GetString(10),
        Text(row, 11),
        Text(row, 12),
        Text(row, 13),
        row.GetFieldValue<DateTimeOffset>(14),
        row.GetString(15),
        Optional<DateTimeOffset>(row, 16),
        Optional<DateTimeOffset>(row, 17),
        Optional<long>(row, 18),
        Text(row, 19),
        row.GetInt32(20),
        row.GetInt32(21),
        Optional<int>(row, 22),
        row.GetInt64(23),
        row.GetInt64(24),
        row.GetInt64(25),
        row.GetInt64(26),
        row.GetInt64(27),
        Text(row, 28),
        Text(row, 29),
        row.GetInt32(30),
        row.GetInt32(31),
        row.GetInt32(32),
        row.GetInt32(33),
        [.. row.GetFieldValue<long[]>(34)]);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static T? Optional<T>(NpgsqlDataReader row, int column)
        where T : struct =>
        row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
