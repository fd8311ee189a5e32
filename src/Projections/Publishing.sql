-- Run as ledger_owner after the journal. Repeatable. What of the public log is shown to the world.
CREATE SCHEMA IF NOT EXISTS published AUTHORIZATION ledger_owner;

-- Signed checkpoints with the cosignatures that the policy's quorum asks for. Served is the last row of the greatest size;
-- a size is shown again with more cosignatures, and every ten minutes at rest.
CREATE TABLE IF NOT EXISTS published.checkpoint (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    size bigint NOT NULL REFERENCES public_log.checkpoint,
    note text NOT NULL,
    signed_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS newest ON published.checkpoint (size DESC, number DESC);

-- Ledgers of before there were witnesses.
INSERT INTO published.checkpoint (size, note, signed_at)
SELECT size, note, signed_at FROM public_log.signed_checkpoint
WHERE NOT EXISTS (SELECT FROM published.checkpoint) ORDER BY size DESC LIMIT 1;

-- What each witness last said; no part of the log. fault is null after a cosignature.
CREATE TABLE IF NOT EXISTS published.witness (
    vkey text PRIMARY KEY,
    size bigint NOT NULL DEFAULT 0,
    cosigned_at timestamptz,
    asked_at timestamptz NOT NULL,
    fault text
);

SELECT pg_temp.ensure_trigger('published.checkpoint', 'refuse_change',
    'BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION journal.refuse_change()');
SELECT pg_temp.ensure_trigger('published.checkpoint', 'refuse_truncate',
    'BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse_change()');

REVOKE ALL ON ALL TABLES IN SCHEMA published FROM PUBLIC, ledger_writer, ledger_projector, ledger_reader;
GRANT USAGE ON SCHEMA published TO ledger_projector, ledger_reader;
GRANT SELECT, INSERT ON published.checkpoint TO ledger_projector;
GRANT SELECT, INSERT, UPDATE ON published.witness TO ledger_projector;
GRANT SELECT ON published.checkpoint, published.witness TO ledger_reader;

-- One row where this ledger is a mirror: entries of another ledger's public log, without events of its own. It takes no
-- commands for ever; the trigger that refuses them is made with the row.
CREATE TABLE IF NOT EXISTS published.mirror (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    policy text NOT NULL,
    restored_at timestamptz NOT NULL
);

CREATE OR REPLACE FUNCTION published.refuse_events() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'this ledger is a mirror of a public log and takes no events' USING ERRCODE = 'object_not_in_prerequisite_state';
END
$$;

REVOKE ALL ON published.mirror FROM PUBLIC, ledger_writer, ledger_projector, ledger_reader;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA published FROM PUBLIC;
GRANT SELECT ON published.mirror TO ledger_projector, ledger_reader;
