-- Run by the login that owns the database; needs CREATEROLE the first time.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['ledger_owner', 'ledger_writer', 'ledger_projector', 'ledger_reader', 'ledger_alliance', 'ledger_webhook'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', name);
        END IF;
        IF NOT pg_has_role(current_user, name, 'MEMBER') THEN
            EXECUTE format('GRANT %I TO %I', name, current_user);
        END IF;
    END LOOP;
    -- A member sees all that the public sees, in the same snapshot.
    IF NOT pg_has_role('ledger_alliance', 'ledger_reader', 'MEMBER') THEN
        GRANT ledger_reader TO ledger_alliance;
    END IF;
    EXECUTE format('GRANT CREATE ON DATABASE %I TO ledger_owner', current_database());
END
$$;
CREATE SCHEMA IF NOT EXISTS journal AUTHORIZATION ledger_owner;
CREATE SCHEMA IF NOT EXISTS public_log AUTHORIZATION ledger_owner;
CREATE SCHEMA IF NOT EXISTS views AUTHORIZATION ledger_owner;
