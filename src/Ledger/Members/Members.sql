-- Run as ledger_owner right behind Journal.sql, in the same transaction: Journal.sql takes all grants away and gives its own.

-- Who may send commands, and the hash or the public keys they prove it by. A member is revoked, never deleted: an id means
-- one organisation for ever. The service reads this table; only the command line, as the owner, writes it.
CREATE TABLE IF NOT EXISTS journal.member (
    id text PRIMARY KEY,
    node text NOT NULL,
    role text NOT NULL CHECK (role IN ('province', 'platform', 'provider', 'auditor')),
    unit text NOT NULL,
    generation integer NOT NULL DEFAULT 1,
    secret_hash bytea CHECK (length(secret_hash) = 32),
    jwks text,
    created_at timestamptz NOT NULL,
    rotated_at timestamptz,
    revoked_at timestamptz,
    CONSTRAINT one_proof CHECK ((secret_hash IS NULL) <> (jwks IS NULL))
);

-- Client assertions that were taken once, until they expire: each is good for one token, on every process.
CREATE TABLE IF NOT EXISTS journal.spent_assertion (
    hash bytea PRIMARY KEY,
    expires_at timestamptz NOT NULL
);

GRANT SELECT ON journal.member TO ledger_writer;
GRANT SELECT, INSERT, DELETE ON journal.spent_assertion TO ledger_writer;
