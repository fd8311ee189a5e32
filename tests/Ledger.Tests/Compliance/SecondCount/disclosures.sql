-- The measures of D1 to D5 by month and platform: how many were as they should be, of how many. What no platform answers for has
-- none of them. Figures of the network are the sums.
CREATE TEMP TABLE measured (rule text, month date, platform text, held boolean);

-- D1: what was delivered was published, in the version that was in force when the delivery began.
INSERT INTO measured
SELECT 'D1-UNDISCLOSED_SERVICE', done.month, done.owner, EXISTS (
    SELECT FROM pg_temp.in_force('content', 'service-' || (accepted.pub->>'service_code'), '', begun.happened, begun.position) AS version
    WHERE version.number = (accepted.pub->>'service_version')::bigint)
FROM acts AS done
LEFT JOIN LATERAL pg_temp.last_act(done.stream, done.n - 1, 'request.accepted') AS accepted ON true
LEFT JOIN LATERAL pg_temp.last_act(done.stream, done.n - 1, 'delivery.started', 'delivery_id', done.pub->>'delivery_id') AS started ON true
CROSS JOIN LATERAL (SELECT coalesce(started.happened, done.happened) AS happened, coalesce(started.position, done.position) AS position) AS begun
WHERE done.type = 'delivery.completed';

INSERT INTO measured
SELECT 'D1-INCOMPLETE_ENTRY', month, node, (
    SELECT bool_and(pg_temp.says(content->field)) FROM unnest(ARRAY[
        'name', 'category_code', 'standard_code', 'standard_version', 'provider_id', 'nature', 'size_classes', 'region_codes', 'conditions', 'materials',
        'channels', 'contact', 'assured_on']) AS field)
FROM standing;

INSERT INTO measured
SELECT 'D1-STALE_ENTRY', standing.month, standing.node, coalesce(pg_temp.day_of(standing.looked_at) - (
    SELECT max(coalesce(seen.pub->>'assured_on', seen.pub->'content'->>'assured_on')::date) FROM log AS seen
    WHERE seen.stream = standing.stream AND seen.type IN ('service.published', 'service.revised', 'service.assured')
        AND seen.happened <= standing.looked_at) <= 365, false)
FROM standing;

INSERT INTO measured
SELECT 'D1-LATE_PUBLICATION', date_trunc('month', pg_temp.day_of(recorded))::date,
    (SELECT pub->>'node_id' FROM log WHERE log.stream = versions.stream AND type = 'service.published'), recorded <= valid_from
FROM versions WHERE kind = 'content';

-- D2: a process with steps; cases that are closed by lawful steps; no silence longer than the longest step.
INSERT INTO measured
SELECT 'D2-NO_PUBLISHED_PROCESS', month, node,
    coalesce((SELECT pg_temp.says(process.pub->'steps') FROM pg_temp.in_force('process', stream, '', looked_at) AS process LIMIT 1), false)
FROM standing;

-- The stages of a case, walked entry by entry: an unlawful step leads on all the same. What another system did before the first
-- own act is walked too, and what it skipped makes that first act unlawful.
CREATE TEMP TABLE walked AS
WITH RECURSIVE steps AS (
    SELECT stream, n, type, position, row_number() OVER (PARTITION BY stream ORDER BY n) AS step FROM log
    WHERE stream IN (SELECT stream FROM acts) AND type IN (
        'request.submitted', 'request.accepted', 'delivery.started', 'delivery.completed', 'delivery.aborted', 'request.closed', 'request.reopened')),
walk AS (
    SELECT stream, 0::bigint AS step, 0::bigint AS n, 'none' AS stage, true AS lawful FROM (SELECT DISTINCT stream FROM acts) AS cases
    UNION ALL
    SELECT walk.stream, steps.step, steps.n,
        CASE steps.type WHEN 'request.submitted' THEN 'received' WHEN 'request.accepted' THEN 'accepted' WHEN 'delivery.started' THEN 'in_delivery'
            WHEN 'delivery.completed' THEN 'delivered' WHEN 'delivery.aborted' THEN 'accepted' WHEN 'request.closed' THEN 'closed' ELSE 'received' END,
        CASE steps.type WHEN 'request.submitted' THEN walk.stage = 'none' WHEN 'request.accepted' THEN true
            WHEN 'delivery.started' THEN walk.stage IN ('accepted', 'delivered') WHEN 'delivery.completed' THEN walk.stage = 'in_delivery'
            WHEN 'delivery.aborted' THEN walk.stage = 'in_delivery' WHEN 'request.closed' THEN walk.stage IN ('accepted', 'delivered')
            ELSE walk.stage = 'closed' END
    FROM walk JOIN steps ON steps.stream = walk.stream AND steps.step = walk.step + 1)
SELECT stream, n, lawful FROM walk;
CREATE INDEX ON walked (stream);

-- A case closed in the month is judged by all its steps up to the end of the month; who answers is who did at the unlawful step,
-- or at the closing.
INSERT INTO measured
SELECT 'D2-OFF_PROCESS_TRANSITION', closing.month, coalesce(broken.owner, closing.owner), broken.owner IS NULL
FROM (SELECT DISTINCT ON (stream, month) * FROM acts WHERE type = 'request.closed' ORDER BY stream, month, n DESC) AS closing
JOIN months ON months.month = closing.month
LEFT JOIN LATERAL (
    SELECT act.owner FROM walked JOIN acts AS act ON act.stream = walked.stream
        AND act.n = greatest(walked.n, (SELECT min(first.n) FROM acts AS first WHERE first.stream = walked.stream))
    WHERE walked.stream = closing.stream AND NOT walked.lawful AND act.happened < months.ends ORDER BY act.n LIMIT 1) AS broken ON true;

-- A case is over after an ending, until it is taken up again.
CREATE TEMP TABLE silences AS
SELECT act.stream, act.n, act.owner, following.happened AS next_happened, greatest(
    pg_temp.due(act.happened, process.longest),
    (SELECT (granted.pub->>'new_due')::timestamptz FROM pg_temp.last_act(act.stream, act.n, 'delivery.extended') AS granted)) AS must_act_before
FROM acts AS act
CROSS JOIN LATERAL pg_temp.last_act(act.stream, act.n, 'request.accepted') AS accepted
CROSS JOIN LATERAL (
    SELECT max((step->>'limit_working_days')::bigint) AS longest FROM (
        SELECT pub FROM pg_temp.in_force('process', 'service-' || (accepted.pub->>'service_code'), '', accepted.happened, accepted.position)
        WHERE number = (accepted.pub->>'process_version')::bigint LIMIT 1) AS bound, jsonb_array_elements(bound.pub->'steps') AS step) AS process
LEFT JOIN acts AS following ON following.stream = act.stream AND following.n = act.n + 1
WHERE process.longest > 0 AND act.type <> 'delivery.paused'
    AND NOT EXISTS (SELECT FROM pg_temp.last_act(act.stream, act.n, 'request.reopened') AS reopened WHERE reopened.n > accepted.n)
    AND (SELECT turn.type NOT IN (
            'request.closed', 'request.answered', 'request.declined', 'request.withdrawn', 'request.merged', 'delivery.completed', 'delivery.confirmed',
            'delivery.deemed_confirmed')
        FROM acts AS turn
        WHERE turn.stream = act.stream AND turn.n <= act.n AND turn.type IN (
            'request.closed', 'request.answered', 'request.declined', 'request.withdrawn', 'request.merged', 'delivery.completed', 'delivery.confirmed',
            'delivery.deemed_confirmed', 'request.submitted', 'request.reopened', 'delivery.disputed', 'delivery.started', 'delivery.aborted',
            'request.accepted')
        ORDER BY turn.n DESC LIMIT 1);

-- It counts in the month in which the limit passes, once for each case; the first silence is what is found.
INSERT INTO measured
SELECT 'D2-TIMELINE_GAP', month, (array_agg(owner ORDER BY silent DESC, CASE WHEN silent THEN n ELSE -n END))[1], NOT bool_or(silent)
FROM (
    SELECT stream, n, owner, coalesce(next_happened >= must_act_before, true) AS silent,
        date_trunc('month', pg_temp.day_of(must_act_before - interval '1 ms'))::date AS month
    FROM silences WHERE must_act_before IS NOT NULL) AS limits
GROUP BY stream, month;

-- D3: every line of a charge is listed as it was in force at its quote, within its price, reduced for small enterprises.
CREATE TEMP TABLE lines AS
SELECT charge.month, charge.owner, line, listed.pub AS listed, coalesce(first.pub->>'size_class' IN ('small', 'micro'), false) AS small
FROM acts AS charge
CROSS JOIN LATERAL jsonb_array_elements(charge.pub->'lines') AS line
CROSS JOIN LATERAL (SELECT pub FROM acts WHERE stream = charge.stream ORDER BY n LIMIT 1) AS first
LEFT JOIN LATERAL pg_temp.last_act(charge.stream, charge.n - 1, 'fee.quoted', 'quote_id', charge.pub->>'quote_id') AS quote ON true
LEFT JOIN LATERAL pg_temp.last_act(charge.stream, charge.n, 'request.accepted') AS accepted ON true
LEFT JOIN LATERAL (
    SELECT version.* FROM (
        SELECT * FROM pg_temp.in_force(
            'fee', 'service-' || coalesce(accepted.pub->>'service_code', first.pub->>'service_code'), line->>'fee_item_code',
            coalesce(quote.happened, charge.happened), coalesce(quote.position, charge.position)) LIMIT 1) AS version
    WHERE version.number = (line->>'fee_item_version')::bigint AND version.pub->>'unit' = line->>'unit') AS listed ON true
WHERE charge.type = 'fee.charged';

INSERT INTO measured SELECT 'D3-UNLISTED_FEE', month, owner, listed IS NOT NULL FROM lines;

INSERT INTO measured
SELECT 'D3-OVER_LIST_PRICE', month, owner,
    (line->>'unit_price_fen')::numeric BETWEEN (listed->>'min_fen')::numeric AND (listed->>'max_fen')::numeric
FROM lines WHERE listed IS NOT NULL;

INSERT INTO measured
SELECT 'D3-REDUCTION_NOT_APPLIED', month, owner, (line->>'discount_fen')::numeric >= pg_temp.half_up(
    pg_temp.half_up((line->>'qty_milli')::numeric * (line->>'unit_price_fen')::numeric, 1000)
    * (listed->>'small_micro_discount_basis_points')::numeric, 10000)
FROM lines WHERE small AND (listed->>'small_micro_discount_basis_points')::numeric > 0;

INSERT INTO measured
SELECT 'D3-TOTAL_MISMATCH', month, owner, (pub->>'total_fen')::numeric = (
    SELECT sum(pg_temp.half_up((line->>'qty_milli')::numeric * (line->>'unit_price_fen')::numeric, 1000) - (line->>'discount_fen')::numeric)
    FROM jsonb_array_elements(pub->'lines') AS line)
FROM acts WHERE type = 'fee.charged';

INSERT INTO measured
SELECT 'D3-CHARGE_WITHOUT_QUOTE', charge.month, charge.owner, 2 = (
    SELECT count(DISTINCT before.type) FROM acts AS before
    WHERE before.stream = charge.stream AND before.n < charge.n AND before.happened <= charge.happened
        AND before.type IN ('fee.quoted', 'fee.agreed') AND before.pub->>'quote_id' = charge.pub->>'quote_id')
FROM acts AS charge WHERE charge.type = 'fee.charged';

INSERT INTO measured
SELECT 'D3-FREE_SERVICE_CHARGED', charge.month, charge.owner, (charge.pub->>'total_fen')::numeric = 0
FROM acts AS charge CROSS JOIN LATERAL pg_temp.last_act(charge.stream, charge.n, 'request.accepted') AS accepted
WHERE charge.type = 'fee.charged' AND accepted.pub->>'nature' = 'public_good';

INSERT INTO measured
SELECT 'D3-FEE_NOT_PUBLISHED', month, node, EXISTS (
    SELECT FROM (SELECT DISTINCT item FROM versions WHERE versions.stream = standing.stream AND kind = 'fee') AS items
    CROSS JOIN LATERAL pg_temp.in_force('fee', standing.stream, items.item, looked_at))
FROM standing;

-- D4: promises in numbers and with a contact; no longer than the network allows.
INSERT INTO measured
SELECT 'D4-NO_COMMITMENT', month, node, coalesce((
    SELECT pg_temp.says(promise.pub->'accept_within_working_days') AND pg_temp.says(promise.pub->'first_contact_within_working_days')
        AND pg_temp.says(promise.pub->'complete_within_working_days') AND pg_temp.says(promise.pub->'redress_contact')
    FROM pg_temp.in_force('commitment', stream, '', looked_at) AS promise LIMIT 1), false)
FROM standing;

INSERT INTO measured
SELECT 'D4-EMPTY_PROMISE', month, node, (
    SELECT bool_and((standard.pub->>clock)::bigint = 0 OR (promise.pub->>clock)::bigint <= (standard.pub->>clock)::bigint)
    FROM unnest(ARRAY['accept_within_working_days', 'first_contact_within_working_days', 'complete_within_working_days']) AS clock)
FROM standing
CROSS JOIN LATERAL (SELECT pub FROM pg_temp.in_force('commitment', stream, '', looked_at) LIMIT 1) AS promise
CROSS JOIN LATERAL (SELECT pub FROM pg_temp.in_force('standard', 'standard-NETWORK', '', looked_at) LIMIT 1) AS standard;

INSERT INTO measured
SELECT 'D4-EXTENSION_WITHOUT_REASON', month, owner, (
    SELECT bool_and(pg_temp.says(pub->field) AND pub->>field NOT IN ('none', 'unspecified')) FROM unnest(ARRAY['reason_code', 'approved_by_role']) AS field)
FROM acts WHERE type = 'delivery.extended';

-- Clocks as they were frozen. Accepting stops while the requester was asked, by working days, question after question.
CREATE TEMP TABLE clocks AS
WITH RECURSIVE questions AS (
    SELECT asked.stream, row_number() OVER (PARTITION BY asked.stream ORDER BY asked.n) AS number, asked.happened AS asked,
        (SELECT happened FROM pg_temp.next_act(asked.stream, asked.n, ARRAY['request.supplemented'])) AS given
    FROM acts AS asked WHERE asked.type = 'request.supplement_requested' AND (asked.pub->>'clock_paused')::boolean),
stopping AS (
    SELECT stream, n, owner, 0::bigint AS number, (pub->>'due_accept_at')::timestamptz AS due FROM acts
    WHERE type = 'request.submitted' AND pub ? 'due_accept_at'
    UNION ALL
    SELECT stopping.stream, stopping.n, stopping.owner, questions.number, CASE
        WHEN questions.asked >= stopping.due THEN stopping.due
        WHEN questions.given IS NULL THEN 'infinity'
        WHEN stopped.days = 0 THEN stopping.due
        ELSE coalesce(pg_temp.due(stopping.due - interval '1 ms', stopped.days), stopping.due) END
    FROM stopping JOIN questions ON questions.stream = stopping.stream AND questions.number = stopping.number + 1
    CROSS JOIN LATERAL (
        SELECT pg_temp.working_days(pg_temp.day_of(questions.asked), pg_temp.day_of(questions.given)) AS days) AS stopped),
accepting AS (
    SELECT DISTINCT ON (stream) stream, n, owner, due,
        (SELECT happened FROM pg_temp.next_act(stopping.stream, 0, ARRAY['request.accepted', 'request.answered', 'request.declined'])) AS met
    FROM stopping ORDER BY stream, number DESC),
-- An acceptance that says again what the first one said, as after an aborted delivery, sets no clock.
binding AS (
    SELECT accepted.* FROM acts AS accepted LEFT JOIN LATERAL pg_temp.last_act(accepted.stream, accepted.n - 1, 'request.accepted') AS before ON true
    WHERE accepted.type = 'request.accepted' AND (before.n IS NULL OR EXISTS (
        SELECT FROM acts AS reopened
        WHERE reopened.stream = accepted.stream AND reopened.type = 'request.reopened' AND reopened.n > before.n AND reopened.n < accepted.n))),
-- Each extension moves the clock that it found still running, until the case is reopened.
extensions AS (
    SELECT binding.stream, binding.n, row_number() OVER (PARTITION BY binding.stream, binding.n ORDER BY extension.n) AS number, extension.happened,
        (extension.pub->>'new_due')::timestamptz AS new_due, pg_temp.says(extension.pub->'reason_code') AS reasoned
    FROM binding JOIN acts AS extension ON extension.stream = binding.stream AND extension.n > binding.n AND extension.type = 'delivery.extended'
    WHERE NOT EXISTS (
        SELECT FROM acts AS reopened WHERE reopened.stream = binding.stream AND reopened.type = 'request.reopened'
            AND reopened.n > binding.n AND reopened.n < extension.n)),
extending AS (
    SELECT stream, n, owner, 0::bigint AS number, (pub->>'due_complete_at')::timestamptz AS due FROM binding WHERE pub ? 'due_complete_at'
    UNION ALL
    SELECT extending.stream, extending.n, extending.owner, extensions.number,
        CASE WHEN extensions.happened < extending.due AND extensions.reasoned THEN extensions.new_due ELSE extending.due END
    FROM extending JOIN extensions ON extensions.stream = extending.stream AND extensions.n = extending.n AND extensions.number = extending.number + 1),
completing AS (
    SELECT DISTINCT ON (stream, n) stream, n, owner, due,
        (SELECT happened FROM pg_temp.next_act(extending.stream, extending.n, ARRAY['delivery.completed'])) AS met
    FROM extending ORDER BY stream, n, number DESC),
contacting AS (
    SELECT stream, n, owner, (pub->>'due_first_contact_at')::timestamptz AS due,
        (SELECT happened FROM pg_temp.next_act(binding.stream, 0, ARRAY['request.contacted'])) AS met
    FROM binding WHERE pub ? 'due_first_contact_at')
SELECT 1 AS kind, * FROM accepting UNION ALL SELECT 2, * FROM contacting UNION ALL SELECT 3, * FROM completing;

-- A case meets every clock that falls due in a month. What the requester ended before has none to meet. The platform is that at
-- the clock that was set last.
INSERT INTO measured
SELECT 'D4-COMMITMENT_BREACHED', date_trunc('month', pg_temp.day_of(due - interval '1 ms'))::date, (array_agg(owner ORDER BY n DESC, kind DESC))[1],
    bool_and(coalesce(met < due, false))
FROM clocks
WHERE due < 'infinity' AND NOT EXISTS (
    SELECT FROM acts AS ending WHERE ending.stream = clocks.stream AND ending.n >= clocks.n AND ending.happened < clocks.due
        AND (ending.type IN ('request.withdrawn', 'request.merged') OR (ending.type = 'request.closed' AND clocks.met IS NULL)))
GROUP BY stream, 2;

-- What an acceptance or extension starts from is what was frozen: of the version then in force, never later than before.
CREATE TEMP TABLE freezes AS
SELECT act.*, reopened.n AS reopened_n,
    (SELECT first.n FROM acts AS first WHERE first.stream = act.stream AND first.type = 'request.accepted' AND first.n > coalesce(reopened.n, 0) ORDER BY first.n LIMIT 1) AS bound_n
FROM acts AS act LEFT JOIN LATERAL pg_temp.last_act(act.stream, act.n, 'request.reopened') AS reopened ON true
WHERE act.type IN ('request.accepted', 'delivery.extended');

INSERT INTO measured
SELECT 'D4-RETROACTIVE_WEAKENING', act.month, act.owner, CASE
    WHEN act.type = 'delivery.extended' THEN running.due IS NULL OR coalesce((act.pub->>'previous_due')::timestamptz <= running.due, false)
    WHEN act.n > act.bound_n THEN bound.due IS NULL OR coalesce((act.pub->>'due_complete_at')::timestamptz <= bound.due, false)
    ELSE coalesce((
        SELECT promise.number = (act.pub->>'commitment_version')::bigint
            AND (most.complete IS NULL OR coalesce((act.pub->>'due_complete_at')::timestamptz <= most.complete, false))
            AND (most.contact IS NULL OR coalesce((act.pub->>'due_first_contact_at')::timestamptz <= most.contact, false))
        FROM (SELECT * FROM pg_temp.in_force('commitment', 'service-' || (act.pub->>'service_code'), '', act.happened, act.position) LIMIT 1) AS promise
        CROSS JOIN LATERAL (SELECT
            CASE WHEN (promise.pub->>'complete_within_working_days')::bigint > 0
                THEN pg_temp.due(act.happened, (promise.pub->>'complete_within_working_days')::bigint, act.recorded) END AS complete,
            CASE WHEN (promise.pub->>'first_contact_within_working_days')::bigint > 0
                THEN pg_temp.due(act.happened, (promise.pub->>'first_contact_within_working_days')::bigint, act.recorded) END AS contact) AS most), false)
    END
FROM freezes AS act
LEFT JOIN LATERAL (
    SELECT (first.pub->>'due_complete_at')::timestamptz AS due FROM acts AS first WHERE first.stream = act.stream AND first.n = act.bound_n) AS bound ON true
-- The clock that runs: of the first acceptance since a reopening, or of the extension before.
LEFT JOIN LATERAL (
    SELECT CASE WHEN before.type = 'delivery.extended' THEN (before.pub->>'new_due')::timestamptz ELSE (before.pub->>'due_complete_at')::timestamptz END AS due
    FROM acts AS before
    WHERE before.stream = act.stream AND before.n < act.n AND before.n > coalesce(act.reopened_n, 0)
        AND (before.type = 'delivery.extended' OR before.n = act.bound_n)
    ORDER BY before.n DESC LIMIT 1) AS running ON true;

-- D5: a report, or that there was nothing, in time; outcomes; everybody asked; what was rated badly put right.
CREATE TEMP TABLE reports AS
SELECT open_platforms.month, open_platforms.platform, open_platforms.ends, first.recorded
FROM open_platforms LEFT JOIN LATERAL (
    SELECT recorded FROM log
    WHERE stream = 'report-' || open_platforms.platform || '-' || to_char(open_platforms.month, 'YYYYMM') AND type IN ('report.submitted', 'zero_activity.declared')
    ORDER BY n LIMIT 1) AS first ON true;

INSERT INTO measured SELECT 'D5-RESULT_NOT_PUBLISHED', month, platform, recorded IS NOT NULL FROM reports;

INSERT INTO measured
SELECT 'D5-LATE_RESULT', month, platform, recorded < due
FROM (SELECT *, pg_temp.due(ends - interval '1 ms', 7) AS due FROM reports WHERE recorded IS NOT NULL) AS reported WHERE due IS NOT NULL;

-- So the province's publication of the month: from the first that it published on, each is owed once the month after it is over.
CREATE TEMP TABLE published AS
SELECT DISTINCT ON (month) to_date(pub->>'month', 'YYYY-MM') AS month, node, recorded FROM log WHERE type = 'disclosure.published' ORDER BY month, position;

INSERT INTO measured
SELECT 'D5-RESULT_NOT_PUBLISHED', months.month, coalesce(published.node, before.node), published.month IS NOT NULL
FROM months LEFT JOIN published USING (month)
LEFT JOIN LATERAL (SELECT node FROM published AS earlier WHERE earlier.month < months.month ORDER BY earlier.month DESC LIMIT 1) AS before ON true
WHERE published.month IS NOT NULL
    OR (before.node IS NOT NULL AND (SELECT max(recorded) FROM log) >= pg_temp.midnight((months.month + interval '2 months')::date));

INSERT INTO measured
SELECT 'D5-LATE_RESULT', month, node, recorded < pg_temp.due(ends - interval '1 ms', 7)
FROM published JOIN months USING (month) WHERE pg_temp.due(ends - interval '1 ms', 7) IS NOT NULL;

INSERT INTO measured
SELECT 'D5-MISSING_OUTCOME', month, owner, pg_temp.says(pub->'outcome_code') AND pub->>'outcome_code' <> 'not_stated' FROM acts WHERE type = 'request.closed';

INSERT INTO measured
SELECT 'D5-RATING_SUPPRESSED', date_trunc('month', pg_temp.day_of(due - interval '1 ms'))::date, owner, coalesce((
    SELECT happened FROM pg_temp.next_act(done.stream, done.n, ARRAY['rating.invited'], 'delivery_id', done.pub->>'delivery_id')) < due, false)
FROM (SELECT *, pg_temp.due(happened, 1) AS due FROM acts WHERE type = 'delivery.completed') AS done WHERE due IS NOT NULL;

INSERT INTO measured
SELECT 'D5-BAD_RATING_UNRECTIFIED', date_trunc('month', pg_temp.day_of(due - interval '1 ms'))::date, owner, coalesce((
    SELECT happened FROM pg_temp.next_act(bad.stream, bad.n, ARRAY['rating.rectification_closed'], 'delivery_id', bad.pub->>'delivery_id')) < due, false)
FROM (
    SELECT *, pg_temp.due(happened, 15) AS due FROM acts
    WHERE type IN ('rating.submitted', 'rating.revised') AND (pub->>'score')::int <= 2) AS bad
WHERE due IS NOT NULL AND NOT EXISTS (
    SELECT FROM pg_temp.next_act(bad.stream, bad.n + 1, ARRAY['rating.revised', 'rating.invalidated'], 'delivery_id', bad.pub->>'delivery_id'));
