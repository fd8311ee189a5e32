-- Run as ledger_owner after Marten has made its tables. Repeatable.

-- Every event that any path inserts gets an outbox row in the same transaction; so nothing depends on sequence numbers,
-- which have gaps and commit out of order.
CREATE TABLE IF NOT EXISTS journal.outbox (
    seq_id bigint PRIMARY KEY
);

-- Events of the registry, numbered without gaps in the order of their commits: decisions about other streams look at them.
-- Marten's sequence cannot serve, since a lower number may commit later.
CREATE TABLE IF NOT EXISTS journal.registry_event (
    number bigint PRIMARY KEY,
    seq_id bigint NOT NULL UNIQUE
);

-- Prefixes of the streams that make up the registry; the migration fills it from the code.
CREATE TABLE IF NOT EXISTS journal.registry_area (
    prefix text PRIMARY KEY
);

-- Any fixed number. Held exclusively while registry events are being committed, shared by every other commit.
CREATE OR REPLACE FUNCTION journal.registry_lock() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 5496417411318433616';

-- Called in the transaction of every decided commit, before anything is inserted: the registry must still be the one that the
-- decision looked at, and stays so until the commit.
CREATE OR REPLACE FUNCTION journal.require_registry(expected bigint, will_change boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = journal, pg_temp AS $$
BEGIN
    IF will_change THEN
        PERFORM pg_advisory_xact_lock(registry_lock());
    ELSE
        PERFORM pg_advisory_xact_lock_shared(registry_lock());
    END IF;
    IF expected <> coalesce((SELECT max(number) FROM registry_event), 0) THEN
        RAISE EXCEPTION 'the registry has moved' USING ERRCODE = 'LG001';
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION journal.fill_outbox() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = journal, pg_temp AS $$
BEGIN
    INSERT INTO outbox (seq_id) SELECT seq_id FROM inserted;
    IF EXISTS (SELECT FROM inserted WHERE split_part(stream_id, '-', 1) IN (SELECT prefix FROM registry_area)) THEN
        PERFORM pg_advisory_xact_lock(registry_lock());
        INSERT INTO registry_event (number, seq_id)
        SELECT coalesce((SELECT max(number) FROM registry_event), 0) + row_number() OVER (ORDER BY seq_id), seq_id
        FROM inserted WHERE split_part(stream_id, '-', 1) IN (SELECT prefix FROM registry_area);
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION journal.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on %.% is refused: the ledger is append-only', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege';
END
$$;

-- What the public may see of each event, once, as the bytes that were first written.
CREATE TABLE IF NOT EXISTS public_log.entry (
    position bigint PRIMARY KEY,
    event_id uuid NOT NULL UNIQUE,
    seq_id bigint NOT NULL,
    body bytea NOT NULL
);

-- Corrections are few among many: they are found by the bytes that their entries have and no other entry can, since a quotation
-- mark within a text is written with a backslash.
CREATE INDEX IF NOT EXISTS correction_entry ON public_log.entry (position) WHERE position('\x2274223a22636f7272656374696f6e2e69737375656422'::bytea IN body) > 0;

-- The entries of the registry, the catalogue and governance, few beside those of cases: views of the past are folded from them.
CREATE INDEX IF NOT EXISTS entry_of_no_case ON public_log.entry (position) WHERE position('"s":"case-'::bytea IN body) = 0;

-- The Merkle tree over the entries (RFC 6962), as the hashes of its tiles (C2SP tlog-tiles): 256 of 32 bytes each in a
-- full one. A tile only ever grows.
CREATE TABLE IF NOT EXISTS public_log.tile (
    level integer NOT NULL,
    index bigint NOT NULL,
    hashes bytea NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, index)
);

-- Size and root of the tree as sequencing left it. The first root is that of the empty tree: SHA-256 of nothing.
CREATE TABLE IF NOT EXISTS public_log.head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    size bigint NOT NULL,
    root bytea NOT NULL
);
INSERT INTO public_log.head (size, root) VALUES (0, sha256('')) ON CONFLICT DO NOTHING;

-- What the log has bound itself to. A row stands here before its note is signed: one size has one root for ever.
CREATE TABLE IF NOT EXISTS public_log.checkpoint (
    size bigint PRIMARY KEY,
    root bytea NOT NULL
);

CREATE TABLE IF NOT EXISTS public_log.signed_checkpoint (
    size bigint PRIMARY KEY REFERENCES public_log.checkpoint,
    note text NOT NULL,
    signed_at timestamptz NOT NULL
);

-- Key by which ids of other systems become case ids that tell nothing.
CREATE TABLE IF NOT EXISTS journal.secret (
    name text PRIMARY KEY,
    value bytea NOT NULL
);

-- When a commit fails Marten fills its numbers with "tombstone" events, for its own projection daemon. They are no facts
-- and nothing here reads by sequence number, so none is let in: every row is an event that somebody decided.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'no_tombstones') THEN
        ALTER TABLE journal.mt_events ADD CONSTRAINT no_tombstones CHECK (type <> 'tombstone');
    END IF;
END
$$;

-- ALWAYS: they also act under session_replication_role = replica. A trigger that exists is left as it is: switching a
-- disabled one on again would hide from fsck that somebody had disabled it.
CREATE OR REPLACE FUNCTION pg_temp.ensure_trigger(owning_table regclass, name text, definition text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = owning_table AND tgname = name) THEN
        EXECUTE format('CREATE TRIGGER %I %s', name, format(definition, owning_table));
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', owning_table, name);
    END IF;
END
$$;

SELECT pg_temp.ensure_trigger('journal.mt_events', 'fill_outbox',
    'AFTER INSERT ON %s REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION journal.fill_outbox()');

-- Deleting a stream would delete its events: Marten's foreign key cascades.
SELECT pg_temp.ensure_trigger('journal.mt_streams', 'refuse_delete',
    'BEFORE DELETE ON %s FOR EACH ROW EXECUTE FUNCTION journal.refuse_change()');
SELECT pg_temp.ensure_trigger('journal.mt_streams', 'refuse_rewrite',
    'BEFORE UPDATE ON %s FOR EACH ROW
     WHEN (OLD.id IS DISTINCT FROM NEW.id OR NEW.version IS NULL OR NEW.version < OLD.version OR NEW.is_archived)
     EXECUTE FUNCTION journal.refuse_change()');

SELECT pg_temp.ensure_trigger(guarded, 'refuse_change',
    'BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION journal.refuse_change()')
FROM unnest(ARRAY['journal.mt_events', 'journal.registry_event', 'public_log.entry', 'public_log.checkpoint',
    'public_log.signed_checkpoint']::regclass[]) AS guarded;

SELECT pg_temp.ensure_trigger('public_log.tile', 'refuse_delete',
    'BEFORE DELETE ON %s FOR EACH ROW EXECUTE FUNCTION journal.refuse_change()');
SELECT pg_temp.ensure_trigger('public_log.tile', 'refuse_rewrite',
    'BEFORE UPDATE ON %s FOR EACH ROW
     WHEN (OLD.level <> NEW.level OR OLD.index <> NEW.index
        OR substring(NEW.hashes FROM 1 FOR length(OLD.hashes)) <> OLD.hashes)
     EXECUTE FUNCTION journal.refuse_change()');

SELECT pg_temp.ensure_trigger(guarded, 'refuse_truncate',
    'BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION journal.refuse_change()')
FROM unnest(ARRAY['journal.mt_events', 'journal.mt_streams', 'journal.registry_event', 'public_log.entry', 'public_log.tile', 'public_log.checkpoint',
    'public_log.signed_checkpoint']::regclass[]) AS guarded;

-- Who was asked to take a case, or to help: a member finds the referrals to its node by them.
CREATE INDEX IF NOT EXISTS referral_to_node ON journal.mt_events ((data->>'to_node')) WHERE type = 'referral.offered.v1';
CREATE INDEX IF NOT EXISTS referral_to_provider ON journal.mt_events ((data->>'to_provider')) WHERE type = 'referral.offered.v1';

REVOKE ALL ON ALL TABLES IN SCHEMA journal, public_log FROM PUBLIC, ledger_writer, ledger_projector, ledger_reader, ledger_alliance;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA journal FROM PUBLIC, ledger_writer, ledger_projector, ledger_reader, ledger_alliance;

GRANT USAGE ON SCHEMA journal TO ledger_writer, ledger_projector;
GRANT USAGE ON SCHEMA public_log TO ledger_projector, ledger_reader;

GRANT SELECT, INSERT ON journal.mt_events, journal.mt_streams TO ledger_writer;
GRANT UPDATE (version, timestamp) ON journal.mt_streams TO ledger_writer;
GRANT USAGE ON SEQUENCE journal.mt_events_sequence TO ledger_writer;
GRANT EXECUTE ON FUNCTION journal.mt_quick_append_events, journal.require_registry TO ledger_writer;
GRANT SELECT ON journal.secret, journal.registry_event TO ledger_writer;

GRANT SELECT ON journal.mt_events TO ledger_projector;
GRANT SELECT, DELETE ON journal.outbox TO ledger_projector;
GRANT SELECT, INSERT ON public_log.entry TO ledger_projector;
GRANT SELECT, INSERT, UPDATE ON public_log.tile TO ledger_projector;
GRANT SELECT, UPDATE ON public_log.head TO ledger_projector;
GRANT SELECT, INSERT ON public_log.checkpoint, public_log.signed_checkpoint TO ledger_projector;

GRANT SELECT ON public_log.entry, public_log.tile, public_log.head, public_log.signed_checkpoint TO ledger_reader;

GRANT USAGE ON SCHEMA journal TO ledger_alliance;
GRANT SELECT (id, stream_id, version, type, data) ON journal.mt_events TO ledger_alliance;
