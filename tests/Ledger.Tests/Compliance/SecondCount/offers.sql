-- How many of the active services publish what, at the last millisecond of each month (D1 to D4, the views of what is offered). A
-- catalogue shows what takes effect, whenever it was recorded: of two versions in effect the later one, of equals the one
-- recorded last.
CREATE TEMP TABLE offers AS
SELECT months.month, service.node AS platform, content.pub->'content' AS content, months.ends - interval '1 ms' AS at, service.stream
FROM months CROSS JOIN (SELECT stream, pub->>'node_id' AS node FROM log WHERE type = 'service.published') AS service
CROSS JOIN LATERAL (
    SELECT pub FROM versions WHERE versions.stream = service.stream AND kind = 'content' AND valid_from < months.ends
    ORDER BY valid_from DESC, position DESC LIMIT 1) AS content
WHERE pg_temp.is_open('platform-' || service.node, months.ends - interval '1 ms')
    AND NOT EXISTS (SELECT FROM endings WHERE endings.stream = service.stream AND kind = 'content' AND ends < months.ends);

CREATE TEMP TABLE offered AS
SELECT month, platform, (
        SELECT bool_and(CASE jsonb_typeof(content->field)
            WHEN 'string' THEN content->>field <> '' WHEN 'array' THEN content->field <> '[]' ELSE content->field <> '0' END)
        FROM unnest(ARRAY[
            'name', 'category_code', 'standard_code', 'standard_version', 'provider_id', 'nature', 'size_classes', 'region_codes',
            'conditions', 'materials', 'channels', 'contact']) AS field)
        AND EXISTS (
            SELECT FROM log WHERE (stream = 'provider-' || (content->>'provider_id') AND type = 'provider.registered' AND pub->>'legal_name' <> '')
                OR (stream = 'platform-' || (content->>'provider_id') AND content->>'provider_id' = platform AND type = 'platform.registered' AND pub->>'name' <> ''))
        AS complete,
    EXISTS (SELECT FROM versions WHERE versions.stream = offers.stream AND kind = 'process' AND valid_from <= at) AS with_process,
    EXISTS (
        SELECT FROM versions AS fee WHERE fee.stream = offers.stream AND kind = 'fee' AND valid_from <= at AND (valid_to IS NULL OR at < valid_to)
            AND NOT EXISTS (
                SELECT FROM endings WHERE endings.stream = fee.stream AND endings.kind = 'fee' AND endings.item = fee.item
                    AND endings.position > fee.position AND ends <= at)) AS with_fees,
    coalesce((
        SELECT (pub->>'accept_within_working_days')::int > 0 AND (pub->>'first_contact_within_working_days')::int > 0
            AND (pub->>'complete_within_working_days')::int > 0 AND pub->>'redress_contact' <> ''
        FROM versions WHERE versions.stream = offers.stream AND kind = 'commitment' AND valid_from <= at
        ORDER BY valid_from DESC, position DESC LIMIT 1), false) AS with_commitment
FROM offers;
