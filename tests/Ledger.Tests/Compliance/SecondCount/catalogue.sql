-- What is published, with when it is in force, and the calendar.

-- Versions of the content, process, commitment and fee items of services, and of the network's standards.
CREATE TEMP TABLE versions AS
SELECT
    CASE WHEN type LIKE 'service.%' THEN 'content' WHEN type = 'process.published' THEN 'process' WHEN type = 'commitment.published' THEN 'commitment'
        WHEN type = 'fee_item.published' THEN 'fee' ELSE 'standard' END AS kind,
    stream, coalesce(pub->>'fee_item_code', '') AS item, (pub->>'version')::bigint AS number, position, recorded,
    coalesce((pub->>'effective_from')::timestamptz, recorded) AS valid_from, (pub->>'effective_to')::timestamptz AS valid_to, pub
FROM log
WHERE type IN ('service.published', 'service.revised', 'process.published', 'commitment.published', 'fee_item.published', 'standard.adopted');
CREATE INDEX ON versions (stream, kind, item);

-- What ends every version before it: a withdrawal, and of a fee item also the next version.
CREATE TEMP TABLE endings AS
SELECT CASE WHEN type = 'service.withdrawn' THEN 'content' ELSE 'fee' END AS kind, stream, coalesce(pub->>'fee_item_code', '') AS item, position,
    (pub->>'effective_from')::timestamptz AS ends
FROM log WHERE type IN ('service.withdrawn', 'fee_item.withdrawn', 'fee_item.published');
CREATE INDEX ON endings (stream, kind, item);

-- The versions in force at an instant, by what was recorded then and stands before a position of the log; the one that binds first.
CREATE FUNCTION pg_temp.in_force(of_kind text, of_stream text, of_item text, instant timestamptz, before bigint DEFAULT 9223372036854775807)
RETURNS SETOF versions LANGUAGE sql STABLE AS
$$ SELECT * FROM versions AS one
   WHERE one.stream = of_stream AND one.kind = of_kind AND one.item = of_item AND one.position < before
       AND one.recorded <= instant AND one.valid_from <= instant AND (one.valid_to IS NULL OR instant < one.valid_to)
       AND NOT EXISTS (
           SELECT FROM endings AS ending
           WHERE ending.stream = of_stream AND ending.kind = of_kind AND ending.item = of_item
               AND ending.position > one.position AND ending.position < before AND ending.ends <= instant)
   ORDER BY one.valid_from DESC, one.position DESC $$;

-- Services that stand in a month: with the content in force at its last millisecond, or at that before the withdrawal in it. A
-- guide, which is no service that is delivered, is none.
CREATE TEMP TABLE standing AS
WITH ended AS (
    SELECT DISTINCT ON (ending.stream) ending.stream, ending.ends FROM endings AS ending
    WHERE ending.kind = 'content' AND ending.position > (SELECT max(position) FROM versions WHERE versions.stream = ending.stream AND kind = 'content')
    ORDER BY ending.stream, ending.position DESC),
looked AS (
    SELECT months.month, service.stream, service.node,
        CASE WHEN EXISTS (SELECT FROM pg_temp.in_force('content', service.stream, '', months.ends - interval '1 ms')) THEN months.ends - interval '1 ms'
            WHEN ended.ends > months.begins AND ended.ends <= months.ends THEN ended.ends - interval '1 ms' END AS looked_at
    FROM months CROSS JOIN (SELECT stream, pub->>'node_id' AS node FROM log WHERE type = 'service.published') AS service
    LEFT JOIN ended ON ended.stream = service.stream)
SELECT looked.month, looked.stream, looked.node, looked.looked_at, content.pub->'content' AS content
FROM looked CROSS JOIN LATERAL (SELECT * FROM pg_temp.in_force('content', looked.stream, '', looked.looked_at) LIMIT 1) AS content
WHERE content.pub->'content'->>'nature' <> 'guide';

-- Platforms open at any instant of a month. Revoked is for ever.
CREATE TEMP TABLE standings AS
SELECT stream, position, pub, CASE type WHEN 'platform.suspended' THEN 'suspended' WHEN 'platform.revoked' THEN 'revoked' ELSE 'open' END AS status,
    CASE type WHEN 'platform.opened' THEN happened ELSE (pub->>'effective_from')::timestamptz END AS since
FROM log WHERE type IN ('platform.opened', 'platform.suspended', 'platform.reinstated', 'platform.revoked');

CREATE FUNCTION pg_temp.is_open(of_stream text, instant timestamptz) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT coalesce(
       (SELECT status = 'open' FROM standings WHERE stream = of_stream AND since <= instant ORDER BY since DESC, position DESC LIMIT 1)
       AND NOT EXISTS (SELECT FROM standings WHERE stream = of_stream AND since <= instant AND status = 'revoked'), false) $$;

CREATE TEMP TABLE open_platforms AS
SELECT months.month, months.ends, substr(platform.stream, 10) AS platform FROM months CROSS JOIN (SELECT DISTINCT stream FROM standings) AS platform
WHERE pg_temp.is_open(platform.stream, months.begins) OR EXISTS (
    SELECT FROM standings AS change WHERE change.stream = platform.stream AND change.since >= months.begins AND change.since < months.ends
        AND pg_temp.is_open(platform.stream, change.since));

-- Working days by the calendars as published last, counted on from year to year while no year is missing.
CREATE TEMP TABLE calendars AS
SELECT position, recorded, left(pub->'working_days'->>0, 4)::int AS year, pub->'working_days' AS days FROM log WHERE type = 'work_calendar.published';

-- The first instant after so many working days; the day on which it begins does not count. Null where a calendar is missing.
CREATE FUNCTION pg_temp.due(begins timestamptz, working_days bigint, known timestamptz DEFAULT 'infinity') RETURNS timestamptz LANGUAGE sql STABLE AS
$$ WITH known_calendars AS (
       SELECT DISTINCT ON (year) year, days FROM calendars WHERE recorded <= known ORDER BY year, position DESC),
   first AS (SELECT pg_temp.day_of(begins) + 1 AS day),
   usable AS (
       SELECT known_calendars.* FROM known_calendars, first
       WHERE year >= extract(year FROM first.day) AND NOT EXISTS (
           SELECT FROM generate_series(extract(year FROM first.day)::int, known_calendars.year) AS needed
           WHERE needed NOT IN (SELECT year FROM known_calendars)))
   SELECT pg_temp.midnight(working::date + 1) FROM usable, jsonb_array_elements_text(usable.days) AS listed (working), first
   WHERE working::date >= first.day ORDER BY working::date OFFSET working_days - 1 LIMIT 1 $$;

-- How many working days lie from one day up to, and without, another.
CREATE FUNCTION pg_temp.working_days(since date, until date) RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT count(*) FROM (SELECT DISTINCT ON (year) year, days FROM calendars ORDER BY year, position DESC) AS newest,
       jsonb_array_elements_text(newest.days) AS listed (working) WHERE working::date >= since AND working::date < until $$;
ANALYZE versions;
ANALYZE endings;
ANALYZE standing;
