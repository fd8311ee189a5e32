-- What became of each case (domain.md 5.6), imported ones too: one row a case, as views.case_view has it but for the positions.
CREATE TEMP TABLE case_log AS SELECT * FROM log WHERE stream LIKE 'case-%';
CREATE INDEX ON case_log (stream, n);
ANALYZE case_log;

-- Entries that move a case. The answer to a transfer moves it back only where it is the transfer that it waits for.
CREATE TEMP TABLE moves AS
SELECT stream, n, type, pub FROM (
    SELECT *, lag(type) OVER (PARTITION BY stream ORDER BY n) AS before FROM case_log
    WHERE type IN (
        'request.submitted', 'request.accepted', 'request.answered', 'request.supplement_requested', 'request.supplemented', 'request.merged',
        'request.closed', 'request.declined', 'request.withdrawn', 'request.reopened', 'delivery.scheduled', 'delivery.started', 'delivery.paused',
        'delivery.resumed', 'delivery.aborted', 'delivery.completed', 'delivery.confirmed', 'delivery.deemed_confirmed', 'delivery.disputed')
        OR (type LIKE 'referral.%' AND pub->>'kind' = 'transfer')) AS moving
WHERE type NOT IN ('referral.rejected', 'referral.expired', 'referral.recalled') OR before = 'referral.offered';
CREATE INDEX ON moves (stream, n);

CREATE TEMP TABLE cases AS
SELECT first.stream AS case_id, total.version,
    CASE stage.type
        WHEN 'request.submitted' THEN 'received' WHEN 'request.accepted' THEN 'accepted' WHEN 'request.answered' THEN 'answered'
        WHEN 'request.supplement_requested' THEN 'awaiting_info' WHEN 'request.supplemented' THEN 'received' WHEN 'request.merged' THEN 'merged'
        WHEN 'request.closed' THEN 'closed' WHEN 'request.declined' THEN 'declined' WHEN 'request.withdrawn' THEN 'withdrawn'
        WHEN 'request.reopened' THEN CASE WHEN total.accepted_at IS NULL THEN 'received' ELSE 'reopened' END
        WHEN 'referral.offered' THEN 'referred' WHEN 'referral.accepted' THEN 'assigned' WHEN 'delivery.scheduled' THEN 'assigned'
        WHEN 'delivery.started' THEN 'in_delivery' WHEN 'delivery.paused' THEN 'paused' WHEN 'delivery.resumed' THEN 'in_delivery'
        WHEN 'delivery.aborted' THEN 'aborted' WHEN 'delivery.completed' THEN 'delivered' WHEN 'delivery.confirmed' THEN 'confirmed'
        WHEN 'delivery.deemed_confirmed' THEN 'deemed_confirmed' WHEN 'delivery.disputed' THEN 'disputed' ELSE 'accepted' END AS stage,
    account.pub->>'service_code' AS service_code, account.pub->>'service_name' AS service_name, account.pub->>'category_code' AS category_code,
    first.pub->>'first_contact_node' AS platform,
    coalesce((SELECT pub->>'to_node' FROM case_log WHERE stream = first.stream AND type = 'referral.accepted' AND pub->>'kind' = 'transfer' ORDER BY n DESC LIMIT 1),
        first.pub->>'first_contact_node') AS owner_node,
    (SELECT pub->>'provider_id' FROM case_log WHERE stream = first.stream AND type = 'delivery.started' ORDER BY n DESC LIMIT 1) AS provider_id,
    account.pub->>'region_code' AS region_code, account.pub->>'channel' AS channel,
    (SELECT pub->>'nature' FROM case_log WHERE stream = first.stream AND type = 'request.accepted' ORDER BY n DESC LIMIT 1) AS nature,
    first.pub->>'size_class' AS size_class, first.pub->>'industry_code' AS industry_code, account.requested_at,
    to_char((account.requested_at AT TIME ZONE 'UTC') + (account.pub->>'utc_offset_minutes')::int * interval '1 minute', 'YYYY-MM') AS month,
    total.accepted_at, done.completed_at,
    (extract(epoch FROM done.completed_at - account.requested_at) * 1000)::bigint AS duration_ms,
    outcome.code AS outcome_code, coalesce(hop.hops, 0) AS hops, total.reopened::int AS reopened, rated.score,
    total.charged_fen, total.paid_fen, total.refunded_fen, total.waived_fen, total.subsidised_fen,
    (SELECT pub->>'reason_code' FROM case_log WHERE stream = first.stream AND type = 'request.declined' ORDER BY n DESC LIMIT 1) AS decline_reason,
    (SELECT CASE type WHEN 'delivery.confirmed' THEN 'confirmed' WHEN 'delivery.deemed_confirmed' THEN 'deemed_confirmed' END FROM case_log
     WHERE stream = first.stream AND type IN ('delivery.confirmed', 'delivery.deemed_confirmed', 'delivery.started', 'request.reopened')
     ORDER BY n DESC LIMIT 1) AS confirmation,
    total.disputes, total.fee_disputes, total.rectifications_opened, total.rectifications_closed
FROM case_log AS first
CROSS JOIN LATERAL (
    SELECT count(*) AS version, min(happened) FILTER (WHERE type = 'request.accepted') AS accepted_at,
        count(*) FILTER (WHERE type = 'request.reopened') AS reopened,
        coalesce(sum((pub->>'total_fen')::bigint) FILTER (WHERE type = 'fee.charged'), 0)::bigint AS charged_fen,
        coalesce(sum((pub->>'amount_fen')::bigint) FILTER (WHERE type = 'fee.paid'), 0)::bigint AS paid_fen,
        coalesce(sum((pub->>'amount_fen')::bigint) FILTER (WHERE type = 'fee.refunded'), 0)::bigint AS refunded_fen,
        coalesce(sum((pub->>'amount_fen')::bigint) FILTER (WHERE type = 'fee.waived'), 0)::bigint AS waived_fen,
        coalesce(sum((pub->>'amount_fen')::bigint) FILTER (WHERE type = 'fee.subsidised'), 0)::bigint AS subsidised_fen,
        (count(*) FILTER (WHERE type = 'delivery.disputed'))::int AS disputes, (count(*) FILTER (WHERE type = 'fee.disputed'))::int AS fee_disputes,
        (count(*) FILTER (WHERE type = 'rating.rectification_opened'))::int AS rectifications_opened,
        (count(*) FILTER (WHERE type = 'rating.rectification_closed'))::int AS rectifications_closed
    FROM case_log WHERE stream = first.stream) AS total
CROSS JOIN LATERAL (SELECT type FROM moves WHERE stream = first.stream ORDER BY n DESC LIMIT 1) AS stage
-- What is asked for, and when: of an imported case by its source's newest account.
CROSS JOIN LATERAL (
    SELECT pub, coalesce((pub->>'requested_at')::timestamptz, happened) AS requested_at FROM case_log
    WHERE stream = first.stream AND type IN ('request.submitted', 'request.amended') ORDER BY n DESC LIMIT 1) AS account
-- A completion holds until a delivery begins again or the case is reopened.
LEFT JOIN LATERAL (
    SELECT CASE WHEN type = 'delivery.completed' THEN happened WHEN type = 'delivery.amended' THEN (pub->>'completed_at')::timestamptz END AS completed_at FROM case_log
    WHERE stream = first.stream AND type IN ('delivery.completed', 'delivery.amended', 'delivery.started', 'request.reopened') ORDER BY n DESC LIMIT 1) AS done ON true
LEFT JOIN LATERAL (
    SELECT pub->>'outcome_code' AS code FROM case_log
    WHERE stream = first.stream AND type IN ('delivery.completed', 'delivery.amended', 'request.closed', 'delivery.started', 'request.reopened')
    ORDER BY n DESC LIMIT 1) AS outcome ON true
LEFT JOIN LATERAL (
    SELECT (pub->>'hop_no')::int AS hops FROM case_log WHERE stream = first.stream AND type = 'referral.offered' ORDER BY n DESC LIMIT 1) AS hop ON true
LEFT JOIN LATERAL (
    SELECT CASE WHEN type <> 'rating.invalidated' THEN (pub->>'score')::int END AS score FROM case_log
    WHERE stream = first.stream AND type IN ('rating.submitted', 'rating.revised', 'rating.invalidated') ORDER BY n DESC LIMIT 1) AS rated ON true
WHERE first.n = 1;

-- Durations of cases that were completed and stay so; a case that its source says ended before it began has none.
CREATE TEMP TABLE timed AS
SELECT * FROM cases WHERE completed_at IS NOT NULL AND stage IN ('delivered', 'confirmed', 'deemed_confirmed', 'closed');

-- The published figures of service results, for all, each service, platform of first contact, provider and month. A median of an even number is the mean of the
-- middle two, so twice the median is their sum; the 90th percentile is the nearest rank.
CREATE TEMP TABLE results AS
WITH grouped AS (
    SELECT 'Total' AS grouping, '' AS key, cases.* FROM cases
    UNION ALL SELECT 'Service', service_code, cases.* FROM cases
    UNION ALL SELECT 'Platform', platform, cases.* FROM cases
    UNION ALL SELECT 'Provider', provider_id, cases.* FROM cases WHERE provider_id IS NOT NULL
    UNION ALL SELECT 'Month', month, cases.* FROM cases)
SELECT grouping, key, count(*) AS received, count(accepted_at) AS accepted, count(*) FILTER (WHERE stage = 'declined') AS declined,
    count(*) FILTER (WHERE stage = 'withdrawn') AS withdrawn, count(*) FILTER (WHERE hops > 0) AS referred,
    count(*) FILTER (WHERE stage = 'answered') AS answered, count(*) FILTER (WHERE stage = 'merged') AS merged,
    count(*) FILTER (WHERE confirmation = 'confirmed') AS confirmed, count(*) FILTER (WHERE confirmation = 'deemed_confirmed') AS deemed_confirmed,
    count(*) FILTER (WHERE disputes > 0) AS disputed, count(*) FILTER (WHERE fee_disputes > 0) AS fees_disputed,
    count(*) FILTER (WHERE score = 1) AS rated1, count(*) FILTER (WHERE score = 2) AS rated2, count(*) FILTER (WHERE score = 3) AS rated3,
    count(*) FILTER (WHERE score = 4) AS rated4, count(*) FILTER (WHERE score = 5) AS rated5,
    sum(rectifications_opened) AS rectifications_opened, sum(rectifications_closed) AS rectifications_closed,
    sum(charged_fen) AS charged_fen, sum(paid_fen) AS paid_fen, sum(refunded_fen) AS refunded_fen, sum(waived_fen) AS waived_fen,
    sum(subsidised_fen) AS subsidised_fen,
    coalesce((SELECT string_agg(reason || '=' || n, ',' ORDER BY reason COLLATE "C")
        FROM (SELECT reason, count(*) AS n FROM unnest(array_agg(decline_reason) FILTER (WHERE stage = 'declined')) AS why (reason) GROUP BY reason) AS why), '') AS reasons,
    count(timed.case_id) AS delivered,
    count(*) FILTER (WHERE stage NOT IN ('answered', 'merged', 'declined', 'withdrawn', 'delivered', 'confirmed', 'deemed_confirmed', 'closed')) AS open,
    count(*) FILTER (WHERE reopened > 0) AS reopened, count(timed.ms) FILTER (WHERE timed.ms >= 0) AS timed,
    count(timed.ms) FILTER (WHERE timed.ms < 0) AS negative_durations, coalesce(sum(timed.ms) FILTER (WHERE timed.ms >= 0), 0) AS duration_ms_total,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY timed.ms) FILTER (WHERE timed.ms >= 0)
        + (array_agg(timed.ms ORDER BY timed.ms) FILTER (WHERE timed.ms >= 0))[count(timed.ms) FILTER (WHERE timed.ms >= 0) / 2 + 1] AS twice_median_ms,
    (array_agg(timed.ms ORDER BY timed.ms) FILTER (WHERE timed.ms >= 0))[ceil(0.9 * count(timed.ms) FILTER (WHERE timed.ms >= 0))] AS p90_ms,
    ARRAY(
        SELECT (SELECT count(*) FROM unnest(array_agg(timed.ms) FILTER (WHERE timed.ms >= 0)) AS within (ms) WHERE within.ms <= days * 86400000::bigint)
        FROM unnest(ARRAY[1, 3, 7, 14, 30]) WITH ORDINALITY AS limits (days, place) ORDER BY place) AS within
FROM grouped LEFT JOIN (SELECT case_id, duration_ms AS ms FROM timed) AS timed USING (case_id)
GROUP BY grouping, key;
