-- A second calculation of the figures, in SQL, from the stored bytes of the public entries and nothing else. It shares no code
-- with the folds; it follows domain.md 1.5, with the limits of the default regime written out. Run in one session, in this
-- order: entries.sql, catalogue.sql, then disclosures.sql and results.sql. Everything it makes is temporary.

-- Every entry, read. "happened" and "recorded" are instants; "month" is the Asia/Shanghai month in which it happened.
CREATE TEMP TABLE log AS
SELECT position, leaf->>'s' AS stream, (leaf->>'n')::bigint AS n, leaf->>'t' AS type, leaf->>'node' AS node, leaf->>'ch' AS channel,
    (leaf->>'at')::timestamptz AS happened, (leaf->>'rec')::timestamptz AS recorded,
    date_trunc('month', (leaf->>'at')::timestamptz AT TIME ZONE INTERVAL '+08:00')::date AS month, leaf->'pub' AS pub
FROM (SELECT position, convert_from(body, 'UTF8')::jsonb AS leaf FROM public_log.entry) AS entries;
CREATE INDEX ON log (stream, n);
CREATE INDEX ON log (type);

-- Midnight in Asia/Shanghai with which a day or month begins.
CREATE FUNCTION pg_temp.midnight(day date) RETURNS timestamptz LANGUAGE sql IMMUTABLE AS
$$ SELECT day::timestamp AT TIME ZONE INTERVAL '+08:00' $$;

-- The day in Asia/Shanghai at an instant.
CREATE FUNCTION pg_temp.day_of(instant timestamptz) RETURNS date LANGUAGE sql IMMUTABLE AS
$$ SELECT (instant AT TIME ZONE INTERVAL '+08:00')::date $$;

-- The months to be counted: from the first entry to the last.
CREATE TEMP TABLE months AS
SELECT first::date AS month, pg_temp.midnight(first::date) AS begins, pg_temp.midnight((first + interval '1 month')::date) AS ends
FROM generate_series((SELECT min(month) FROM log), (SELECT max(date_trunc('month', pg_temp.day_of(recorded)))::date FROM log), interval '1 month') AS first;

-- The network's own acts on cases: what another system said before the first of them is left out, and so are cases of which
-- only another system spoke. "owner" answers for the case after the entry: the platform of first contact, until another takes it.
CREATE TEMP TABLE acts AS
SELECT own.*, coalesce(
    (SELECT taken.pub->>'to_node' FROM log AS taken
     WHERE taken.stream = own.stream AND taken.n <= own.n AND taken.n >= own.first_own AND taken.type = 'referral.accepted' AND taken.pub->>'kind' = 'transfer'
     ORDER BY taken.n DESC LIMIT 1),
    own.first_contact) AS owner
FROM (
    SELECT entry.*, begun.first_own, begun.first_contact FROM log AS entry
    JOIN (
        SELECT acted.stream, min(acted.n) AS first_own,
            (SELECT coalesce(CASE WHEN first.channel <> 'import' THEN first.pub->>'first_contact_node' END, first.node)
             FROM log AS first WHERE first.stream = acted.stream AND first.n = 1) AS first_contact
        FROM log AS acted WHERE acted.stream LIKE 'case-%' AND acted.channel <> 'import' GROUP BY acted.stream) AS begun
    ON begun.stream = entry.stream AND entry.n >= begun.first_own) AS own;
CREATE INDEX ON acts (stream, n);
CREATE INDEX ON acts (type, month);
ANALYZE log;
ANALYZE acts;

-- The last act of a case before place n, or at it, of a type and, where one is given, with that value of a field.
CREATE FUNCTION pg_temp.last_act(of_stream text, up_to bigint, of_type text, field text DEFAULT NULL, value text DEFAULT NULL)
RETURNS SETOF acts LANGUAGE sql STABLE AS
$$ SELECT * FROM acts WHERE stream = of_stream AND n <= up_to AND type = of_type AND (field IS NULL OR pub->>field = value) ORDER BY n DESC LIMIT 1 $$;

-- The first act of a case from place n on.
CREATE FUNCTION pg_temp.next_act(of_stream text, since bigint, of_types text[], field text DEFAULT NULL, value text DEFAULT NULL)
RETURNS SETOF acts LANGUAGE sql STABLE AS
$$ SELECT * FROM acts WHERE stream = of_stream AND n >= since AND type = ANY (of_types) AND (field IS NULL OR pub->>field = value) ORDER BY n LIMIT 1 $$;

-- Whether a field says something: a text that is not blank, a list with items, a number that is not 0.
CREATE FUNCTION pg_temp.says(value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS
$$ SELECT CASE jsonb_typeof(value)
    WHEN 'string' THEN btrim(value #>> '{}', E' \t\r\n　') <> '' WHEN 'array' THEN jsonb_array_length(value) > 0
    WHEN 'number' THEN value <> '0' ELSE value IS NOT NULL END $$;

-- Half up to whole fen.
CREATE FUNCTION pg_temp.half_up(numerator numeric, denominator numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS
$$ SELECT div(2 * numerator + denominator, 2 * denominator) $$;
