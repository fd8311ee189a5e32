-- Run as ledger_owner after the journal. Repeatable. Every row follows from the public entries and nothing else.

-- Which folds made what stands in each view. Whoever reads several views locks it first, so that a rebuild, which puts a fresh
-- schema in this one's place, comes before all of the reading or after it.
CREATE TABLE IF NOT EXISTS views.fold (view text PRIMARY KEY, version integer NOT NULL);

-- One row a case. positions are its entries in the public log: its timeline.
CREATE TABLE IF NOT EXISTS views.case_view (
    case_id text PRIMARY KEY,
    version bigint NOT NULL,
    stage text NOT NULL,
    service_code text NOT NULL,
    service_name text NOT NULL,
    category_code text NOT NULL,
    platform text NOT NULL,
    owner_node text NOT NULL,
    provider_id text,
    region_code text NOT NULL,
    channel text NOT NULL,
    nature text,
    size_class text,
    industry_code text,
    requested_at timestamptz NOT NULL,
    month text NOT NULL,
    accepted_at timestamptz,
    completed_at timestamptz,
    duration_ms bigint,
    outcome_code text,
    hops integer NOT NULL,
    reopened integer NOT NULL,
    score integer,
    charged_fen bigint NOT NULL,
    paid_fen bigint NOT NULL,
    refunded_fen bigint NOT NULL,
    waived_fen bigint NOT NULL,
    subsidised_fen bigint NOT NULL,
    decline_reason text,
    confirmation text,
    disputes integer NOT NULL,
    fee_disputes integer NOT NULL,
    rectifications_opened integer NOT NULL,
    rectifications_closed integer NOT NULL,
    positions bigint[] NOT NULL
);
CREATE INDEX IF NOT EXISTS case_view_by_service ON views.case_view (service_code, month) INCLUDE (duration_ms);

-- The order of pages of cases.
CREATE INDEX IF NOT EXISTS case_view_by_request ON views.case_view (requested_at, case_id);

-- Counts of the cases requested in a month, by what became of them; provider_id is empty where none has begun to deliver.
CREATE TABLE IF NOT EXISTS views.service_result (
    service_code text NOT NULL,
    service_name text NOT NULL,
    platform text NOT NULL,
    provider_id text NOT NULL,
    region_code text NOT NULL,
    month text NOT NULL,
    received bigint NOT NULL,
    accepted bigint NOT NULL,
    answered bigint NOT NULL,
    declined bigint NOT NULL,
    withdrawn bigint NOT NULL,
    merged bigint NOT NULL,
    referred bigint NOT NULL,
    delivered bigint NOT NULL,
    confirmed bigint NOT NULL,
    deemed_confirmed bigint NOT NULL,
    disputed bigint NOT NULL,
    open bigint NOT NULL,
    reopened bigint NOT NULL,
    timed bigint NOT NULL,
    negative_durations bigint NOT NULL,
    rated1 bigint NOT NULL,
    rated2 bigint NOT NULL,
    rated3 bigint NOT NULL,
    rated4 bigint NOT NULL,
    rated5 bigint NOT NULL,
    rectifications_opened bigint NOT NULL,
    rectifications_closed bigint NOT NULL,
    fees_disputed bigint NOT NULL,
    duration_ms_total numeric NOT NULL,
    charged_fen numeric NOT NULL,
    paid_fen numeric NOT NULL,
    refunded_fen numeric NOT NULL,
    waived_fen numeric NOT NULL,
    subsidised_fen numeric NOT NULL,
    PRIMARY KEY (service_code, service_name, platform, provider_id, region_code, month)
);

-- One row a platform, provider, service or regime; "row" is what follows from its entries, as src/Projections/Streams writes it.
CREATE TABLE IF NOT EXISTS views.platform_view (code text COLLATE "C" PRIMARY KEY, row jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS views.provider_view (code text COLLATE "C" PRIMARY KEY, row jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS views.service_view (code text COLLATE "C" PRIMARY KEY, row jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS views.process_view (code text COLLATE "C" PRIMARY KEY, row jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS views.commitment_view (code text COLLATE "C" PRIMARY KEY, row jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS views.fee_item_view (code text COLLATE "C" PRIMARY KEY, row jsonb NOT NULL);
CREATE TABLE IF NOT EXISTS views.regime_view (code text COLLATE "C" PRIMARY KEY, row jsonb NOT NULL);

-- Judged and published months; "row" as src/Projections/Compliance/Months says. Codes of verdicts, findings and indicators begin
-- with the month. They are written anew more often than they are read: json takes a row as it is, jsonb takes it apart.
CREATE TABLE IF NOT EXISTS views.finding_view (code text COLLATE "C" PRIMARY KEY, row json NOT NULL);
CREATE TABLE IF NOT EXISTS views.publication_view (code text COLLATE "C" PRIMARY KEY, row json NOT NULL);

-- The rows of a month as they stood when it was published.
CREATE TABLE IF NOT EXISTS views.published_finding_view (code text COLLATE "C" PRIMARY KEY, row json NOT NULL);
CREATE TABLE IF NOT EXISTS views.published_publication_view (code text COLLATE "C" PRIMARY KEY, row json NOT NULL);

-- Verdicts and indicators are many: the rows of each judgement stand beside those of others, and the month says which are seen. Until
-- a published month is judged again they are the same. "row" is JSON as it was written; the server need not look at it again.
CREATE TABLE IF NOT EXISTS views.judged_month (month text COLLATE "C" PRIMARY KEY, now uuid NOT NULL, published uuid);
CREATE TABLE IF NOT EXISTS views.verdict_row
    (code text COLLATE "C" NOT NULL, judgement uuid NOT NULL, row text NOT NULL, PRIMARY KEY (code, judgement));
CREATE OR REPLACE VIEW views.verdict_view AS SELECT code, row::json AS row FROM views.verdict_row
    WHERE judgement = ANY (ARRAY(SELECT now FROM views.judged_month));
CREATE OR REPLACE VIEW views.published_verdict_view AS SELECT code, row::json AS row FROM views.verdict_row
    WHERE judgement = ANY (ARRAY(SELECT published FROM views.judged_month));
CREATE TABLE IF NOT EXISTS views.indicator_row
    (code text COLLATE "C" NOT NULL, judgement uuid NOT NULL, row text NOT NULL, PRIMARY KEY (code, judgement));
CREATE OR REPLACE VIEW views.indicator_view AS SELECT code, row::json AS row FROM views.indicator_row
    WHERE judgement = ANY (ARRAY(SELECT now FROM views.judged_month));
CREATE OR REPLACE VIEW views.published_indicator_view AS SELECT code, row::json AS row FROM views.indicator_row
    WHERE judgement = ANY (ARRAY(SELECT published FROM views.judged_month));

REVOKE ALL ON ALL TABLES IN SCHEMA views FROM PUBLIC, ledger_writer, ledger_projector, ledger_reader;
GRANT USAGE ON SCHEMA views TO ledger_projector, ledger_reader;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA views TO ledger_projector;
GRANT SELECT ON ALL TABLES IN SCHEMA views TO ledger_reader;
REVOKE INSERT, UPDATE, DELETE ON views.fold FROM ledger_projector;
