-- Run as ledger_owner behind Journal.sql. Unlike everything else in the database the vault is not append-only: its rows are
-- there to be destroyed. The ledger's events and entries hold commitments alone, so nothing of the ledger depends on them.
CREATE SCHEMA IF NOT EXISTS vault;

-- One data key for each subject, encrypted under the master key, which is in no database: nonce (12), key (32), tag (16).
-- Destroying the row makes every value of the subject unreadable, in old copies as well.
CREATE TABLE IF NOT EXISTS vault.subject_key (
    subject text PRIMARY KEY,
    wrapped bytea NOT NULL CHECK (length(wrapped) = 60),
    created_at timestamptz NOT NULL DEFAULT now()
);

-- What opens one commitment: salt and value, encrypted under the subject's key.
CREATE TABLE IF NOT EXISTS vault.item (
    event_id uuid NOT NULL,
    field text NOT NULL,
    subject text NOT NULL REFERENCES vault.subject_key,
    nonce bytea NOT NULL CHECK (length(nonce) = 12),
    ciphertext bytea NOT NULL,
    tag bytea NOT NULL CHECK (length(tag) = 16),
    PRIMARY KEY (event_id, field)
);

-- PostgreSQL's statistics are samples of the values; a key there would outlive its row.
ALTER TABLE vault.subject_key ALTER COLUMN wrapped SET STATISTICS 0;
ALTER TABLE vault.item ALTER COLUMN ciphertext SET STATISTICS 0;

CREATE INDEX IF NOT EXISTS item_subject ON vault.item (subject);

-- The subject's key, the fresh one if it had none. Two first uses at once meet at the primary key, and the second takes the
-- key of the first. The row stays locked until the commit: an erasure waits for values that are being stored.
CREATE OR REPLACE FUNCTION vault.hold_key(of_subject text, fresh bytea) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = vault, pg_temp AS $$
DECLARE
    held bytea;
BEGIN
    LOOP
        INSERT INTO subject_key (subject, wrapped) VALUES (of_subject, fresh) ON CONFLICT DO NOTHING;
        SELECT wrapped INTO held FROM subject_key WHERE subject = of_subject FOR KEY SHARE;
        -- None when an erasure was faster than the lock.
        IF held IS NOT NULL THEN
            RETURN held;
        END IF;
    END LOOP;
END
$$;

-- Destroys a subject's key and everything under it; says what was there.
CREATE OR REPLACE FUNCTION vault.erase(of_subject text) RETURNS TABLE (erased_event_id uuid, erased_field text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = vault, pg_temp AS $$
BEGIN
    PERFORM FROM subject_key WHERE subject = of_subject FOR UPDATE;
    -- Without a key there is no value; one that comes meanwhile, with its key, is of after the erasure.
    IF NOT FOUND THEN
        RETURN;
    END IF;
    RETURN QUERY DELETE FROM item WHERE subject = of_subject RETURNING event_id, field;
    DELETE FROM subject_key WHERE subject = of_subject;
END
$$;

REVOKE ALL ON ALL TABLES IN SCHEMA vault FROM PUBLIC, ledger_writer, ledger_projector, ledger_reader;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA vault FROM PUBLIC, ledger_writer, ledger_projector, ledger_reader;

GRANT USAGE ON SCHEMA vault TO ledger_writer;
GRANT SELECT ON vault.subject_key TO ledger_writer;
GRANT SELECT, INSERT ON vault.item TO ledger_writer;
GRANT EXECUTE ON FUNCTION vault.hold_key, vault.erase TO ledger_writer;
