-- What Calitas needs of a PostgreSQL server (15 or newer, built with ICU): four roles and one database.
-- Run it as a superuser; running it again is harmless and changes the passwords that are given:
--
--   PGOPTIONS="-c calitas.owner_password=... -c calitas.app_password=... \
--     -c calitas.identity_password=... -c calitas.oversight_password=..." psql -d postgres -f bootstrap.sql
--
-- calitas_owner      owns the database and its tables; only `calitas migrate` logs in as it
-- calitas_app        the application; row-level security holds it to the institutions of each request
-- calitas_identity   sign-in: accounts, sessions, memberships
-- calitas_oversight  reads what institutions have released, nothing else
--
-- The last three own nothing and cannot bypass row-level security; `calitas serve` refuses to start otherwise.
-- A role whose password is not given keeps the one it has. Programs send the parts between the separators
-- one at a time, because a database cannot be made inside a transaction.
DO $bootstrap$
DECLARE
  short_name text;
  full_name text;
  secret text;
BEGIN
  IF current_setting('server_version_num')::int < 150000 THEN
    RAISE EXCEPTION 'Calitas needs PostgreSQL 15 or newer, this is %', current_setting('server_version');
  END IF;
  IF NOT EXISTS (SELECT FROM pg_collation WHERE collname = 'ro-RO-x-icu') THEN
    RAISE EXCEPTION 'Calitas needs a PostgreSQL built with ICU: the collation ro-RO-x-icu is missing';
  END IF;
  FOREACH short_name IN ARRAY ARRAY['owner', 'app', 'identity', 'oversight'] LOOP
    full_name := 'calitas_' || short_name;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = full_name) THEN
      EXECUTE format('CREATE ROLE %I LOGIN', full_name);
    END IF;
    IF EXISTS (
      SELECT FROM pg_roles
      WHERE rolname = full_name
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR NOT rolcanlogin)
    ) THEN
      RAISE EXCEPTION 'the role % exists already with rights that it must not have, or without login', full_name;
    END IF;
    secret := nullif(current_setting('calitas.' || short_name || '_password', true), '');
    IF secret IS NOT NULL THEN
      EXECUTE format('ALTER ROLE %I PASSWORD %L', full_name, secret);
    END IF;
  END LOOP;
END
$bootstrap$;

-- next statement
-- Bytewise order is the fast default and survives upgrades of the system; Romanian order is asked for by name
-- (ro-RO-x-icu) where people read a list.
CREATE DATABASE calitas OWNER calitas_owner TEMPLATE template0 ENCODING 'UTF8'
  LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C.UTF-8';

-- next statement
REVOKE ALL ON DATABASE calitas FROM PUBLIC;

-- next statement
GRANT CONNECT ON DATABASE calitas TO calitas_app, calitas_identity, calitas_oversight;
