-- The figures that are published for a month (D5): counts and fen of what happened in it to the network's own cases, by the
-- platform that answered for the case after the act, and for the network, whose platform is ''.
CREATE TEMP TABLE counted AS
SELECT month, owner, code, amount FROM acts CROSS JOIN LATERAL (
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
        WHERE later.stream = acts.stream AND later.n >= acts.n AND later.type IN ('rating.submitted', 'rating.revised', 'rating.invalidated')
            AND later.pub->>'delivery_id' = acts.pub->>'delivery_id' ORDER BY later.n DESC LIMIT 1) AS held
        WHERE acts.type = 'rating.submitted' AND held.type <> 'rating.invalidated') AS parts
WHERE code IS NOT NULL;

CREATE TEMP TABLE spans AS
SELECT done.month, done.owner, (extract(epoch FROM done.happened - first.happened) * 1000)::bigint AS ms
FROM acts AS done CROSS JOIN LATERAL (SELECT happened FROM acts WHERE stream = done.stream ORDER BY n LIMIT 1) AS first
WHERE done.type = 'delivery.completed';

CREATE TEMP TABLE figures AS
SELECT month, coalesce(owner, '') AS platform, code, sum(amount)::bigint AS value FROM counted GROUP BY GROUPING SETS ((month, owner, code), (month, code))
UNION ALL
SELECT month, coalesce(owner, ''), statistic, value
FROM (
    SELECT month, owner, array_agg(ms ORDER BY ms) AS sorted, count(*) AS n FROM spans GROUP BY GROUPING SETS ((month, owner), (month))) AS groups
CROSS JOIN LATERAL (VALUES
    ('duration_median_ms', div(sorted[(n + 1) / 2]::numeric + sorted[n / 2 + 1] + 1, 2)::bigint),
    ('duration_p90_ms', sorted[ceil(0.9 * n)])) AS statistics (statistic, value);
