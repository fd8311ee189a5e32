-- The figures that are published for a month (D5): counts and fen of what happened in it to the network's own cases, by the
-- platform that answered for the case after the act, and for the network, whose platform is ''. Of each month twice: from all
-- entries, and from as many as its publication says that it speaks of.
CREATE TEMP TABLE looks AS
SELECT month, NULL::text AS publication, (SELECT count(*) FROM log) AS size FROM months
UNION ALL SELECT to_date(pub->>'month', 'YYYY-MM'), stream, (pub->>'size')::bigint FROM log WHERE type = 'disclosure.published';

CREATE TEMP TABLE seen AS SELECT acts.*, publication, size FROM acts JOIN looks ON looks.month = acts.month AND acts.position < looks.size;

CREATE TEMP TABLE counted AS
SELECT publication, month, owner, code, amount FROM seen CROSS JOIN LATERAL (
    SELECT CASE
        WHEN type = 'request.submitted' THEN 'received'
        WHEN type IN ('request.accepted', 'request.answered', 'request.declined', 'request.withdrawn', 'request.merged', 'request.reopened', 'request.closed')
            THEN substr(type, 9)
        WHEN type = 'referral.offered' AND pub->>'kind' <> 'information' THEN 'referred'
        WHEN type = 'referral.accepted' AND pub->>'kind' <> 'information' THEN 'referrals_accepted'
        WHEN type IN ('delivery.completed', 'delivery.confirmed', 'delivery.disputed', 'delivery.aborted') THEN substr(type, 10)
        WHEN type = 'delivery.deemed_confirmed' THEN 'confirmed'
        WHEN type = 'rating.invited' THEN 'invited'
        WHEN type = 'rating.rectification_opened' THEN 'rectifications_opened'
        WHEN type = 'rating.rectification_closed' THEN 'rectifications_closed'
        WHEN type = 'fee.disputed' THEN 'fees_disputed'
        WHEN type = 'fee.resolved' THEN 'fees_resolved' END AS code, 1::bigint AS amount
    UNION ALL SELECT 'declined.' || (pub->>'reason_code'), 1 WHERE type = 'request.declined'
    UNION ALL SELECT substr(type, 5) || '_fen', coalesce((pub->>'amount_fen')::bigint, (pub->>'total_fen')::bigint)
        WHERE type IN ('fee.charged', 'fee.paid', 'fee.refunded', 'fee.waived', 'fee.subsidised')
    UNION ALL SELECT 'services', (pub->>'service_count')::bigint WHERE type = 'delivery.completed'
    UNION ALL SELECT 'enterprises', (pub->>'enterprise_count')::bigint WHERE type = 'delivery.completed'
    -- A rating counts where and when it was first given, with the score that holds; void, not at all.
    UNION ALL SELECT 'rated.' || (held.pub->>'score'), 1 FROM (
        SELECT later.* FROM acts AS later
        WHERE later.stream = seen.stream AND later.n >= seen.n AND later.position < seen.size AND later.type IN ('rating.submitted', 'rating.revised', 'rating.invalidated')
            AND later.pub->>'delivery_id' = seen.pub->>'delivery_id' ORDER BY later.n DESC LIMIT 1) AS held
        WHERE seen.type = 'rating.submitted' AND held.type <> 'rating.invalidated') AS parts
WHERE code IS NOT NULL;

CREATE TEMP TABLE spans AS
SELECT done.publication, done.month, done.owner, (extract(epoch FROM done.happened - first.happened) * 1000)::bigint AS ms
FROM seen AS done CROSS JOIN LATERAL (SELECT happened FROM acts WHERE stream = done.stream ORDER BY n LIMIT 1) AS first
WHERE done.type = 'delivery.completed';

CREATE TEMP TABLE figures AS
SELECT publication, month, coalesce(owner, '') AS platform, code, sum(amount)::bigint AS value FROM counted
GROUP BY GROUPING SETS ((publication, month, owner, code), (publication, month, code))
UNION ALL
SELECT publication, month, coalesce(owner, ''), statistic, value
FROM (
    SELECT publication, month, owner, array_agg(ms ORDER BY ms) AS sorted, count(*) AS n FROM spans
    GROUP BY GROUPING SETS ((publication, month, owner), (publication, month))) AS groups
CROSS JOIN LATERAL (VALUES
    ('duration_median_ms', div(sorted[(n + 1) / 2]::numeric + sorted[n / 2 + 1] + 1, 2)::bigint),
    ('duration_p90_ms', sorted[ceil(0.9 * n)])) AS statistics (statistic, value);

-- D5: what a publication states is what is counted; what either leaves out is 0 there.
INSERT INTO measured
SELECT 'D5-RESULT_MISMATCH', month, nullif(platform, ''), coalesce(stated.value, 0) = coalesce(figures.value, 0)
FROM (
    SELECT to_date(pub->>'month', 'YYYY-MM') AS month, coalesce(part->>'node', '') AS platform, figure->>'code' AS code, (figure->>'value')::bigint AS value
    FROM log, jsonb_array_elements(pub->'figures') AS part, jsonb_array_elements(part->'figures') AS figure WHERE type = 'disclosure.published') AS stated
FULL JOIN (SELECT * FROM figures WHERE publication IS NOT NULL AND value <> 0) AS figures USING (month, platform, code);
