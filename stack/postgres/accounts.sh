#!/usr/bin/env bash
# Databases and accounts, made or brought up to date at every start, whatever version made the volume.
# Nobody enters a database that is not named here; the superuser is for this script alone.
set -euo pipefail

PGPASSWORD=$(< /run/crossroads/postgres/root)
export PGPASSWORD PGOPTIONS='-c client_min_messages=warning'
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --host "${PGHOST:-postgres}" --username postgres --dbname postgres << 'SQL'
\set airflow `cat /run/crossroads/postgres/airflow`
\set streaming `cat /run/crossroads/postgres/streaming`
\set batch `cat /run/crossroads/postgres/batch`
\set reader `cat /run/crossroads/postgres/reader`
\set serving `cat /run/crossroads/postgres/serving`
select format('create role %I', name)
  from unnest(array['airflow', 'streaming', 'batch', 'reader', 'serving', 'serving_owner']) name
  where not exists (select from pg_roles where rolname = name) \gexec
alter role airflow login password :'airflow';
alter role streaming login password :'streaming';
alter role batch login password :'batch';
alter role reader login password :'reader';
alter role serving login password :'serving';

select format('create database %I', name)
  from unnest(array['airflow', 'catalog', 'serving']) name
  where not exists (select from pg_database where datname = name) \gexec
alter database airflow owner to airflow;
alter database serving owner to serving_owner;
revoke connect, temporary on database airflow, catalog, serving, postgres, template1 from public;
grant connect on database catalog to streaming, batch, reader;
grant connect on database serving to streaming, batch, reader, serving;

-- Either job may be the first to make or change the store's tables, and both write to them: they work
-- there as one owner, as whom nobody can log in.
grant serving_owner to streaming, batch;
alter role streaming in database serving set role = serving_owner;
alter role batch in database serving set role = serving_owner;

-- The streaming job makes the catalog's tables; the others read what it makes.
\connect catalog
grant create on schema public to streaming;
alter default privileges for role streaming in schema public grant select on tables to batch, reader;

-- The store, for those who ask: people, and the service that answers them over HTTP.
\connect serving
revoke create on schema public from streaming, batch;
create schema if not exists serving authorization serving_owner;
grant usage on schema serving to reader, serving;
alter role reader in database serving set search_path = serving, public;
grant select on all tables in schema serving to reader, serving;
alter default privileges for role serving_owner in schema serving grant select on tables to reader, serving;
SQL
