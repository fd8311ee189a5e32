-- Run as ledger_owner behind Vault.sql. What members asked to be told of, and how far they were told. It is no part of the
-- ledger: rows change and go, and nothing follows from them.
CREATE SCHEMA IF NOT EXISTS webhook;

-- Everything before next_position was taken by the receiver, was not asked for, or is a dead letter. Secrets are encrypted
-- under the vault's master key, which is in no database: nonce (12), secret (32), tag (16).
CREATE TABLE IF NOT EXISTS webhook.endpoint (
    id text PRIMARY KEY,
    member_id text NOT NULL,
    node text NOT NULL,
    role text NOT NULL,
    url text NOT NULL,
    types text[],
    secret bytea NOT NULL CHECK (length(secret) = 60),
    former_secret bytea CHECK (length(former_secret) = 60),
    former_until timestamptz,
    next_position bigint NOT NULL CHECK (next_position >= 0),
    attempts integer NOT NULL DEFAULT 0,
    due_at timestamptz NOT NULL,
    fault text,
    created_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS endpoint_of_member ON webhook.endpoint (member_id, created_at);

-- What was given up after the last attempt; due_at is null while nobody asked for another one.
CREATE TABLE IF NOT EXISTS webhook.dead_letter (
    endpoint_id text NOT NULL REFERENCES webhook.endpoint ON DELETE CASCADE,
    position bigint NOT NULL,
    event_id uuid NOT NULL,
    attempts integer NOT NULL,
    fault text NOT NULL,
    failed_at timestamptz NOT NULL,
    due_at timestamptz,
    PRIMARY KEY (endpoint_id, position)
);

REVOKE ALL ON ALL TABLES IN SCHEMA webhook FROM PUBLIC, ledger_writer, ledger_projector, ledger_reader, ledger_alliance, ledger_webhook;

GRANT USAGE ON SCHEMA webhook TO ledger_webhook;
GRANT SELECT, INSERT, DELETE ON webhook.endpoint, webhook.dead_letter TO ledger_webhook;
GRANT UPDATE (secret, former_secret, former_until, next_position, attempts, due_at, fault) ON webhook.endpoint TO ledger_webhook;
GRANT UPDATE (attempts, fault, failed_at, due_at) ON webhook.dead_letter TO ledger_webhook;
