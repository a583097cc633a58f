#!/usr/bin/env bash
# Databases and accounts, made when the database cluster is. Nobody enters a database that is not
# named here; the superuser is for this script alone.
set -euo pipefail

secret() { tr -d '\n' < "/run/crossroads/postgres/$1"; }

psql --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set airflow="$(secret airflow)" --set streaming="$(secret streaming)" \
  --set batch="$(secret batch)" --set reader="$(secret reader)" << 'SQL'
create role airflow login password :'airflow';
create role streaming login password :'streaming';
create role batch login password :'batch';
create role reader login password :'reader';
create role serving_owner;

create database airflow owner airflow;
create database catalog;
create database serving owner serving_owner;
revoke connect, temporary on database airflow, catalog, serving, postgres, template1 from public;
grant connect on database catalog to streaming, batch, reader;
grant connect on database serving to streaming, batch, reader;

-- The streaming job makes the catalog's tables; the others read what it makes.
\connect catalog
grant create on schema public to streaming;
alter default privileges for role streaming in schema public grant select on tables to batch, reader;

-- Both jobs will write to the serving store.
\connect serving
grant create on schema public to streaming, batch;
alter default privileges for role streaming in schema public grant select, insert, update, delete on tables to batch;
alter default privileges for role batch in schema public grant select, insert, update, delete on tables to streaming;
alter default privileges for role streaming in schema public grant select on tables to reader;
alter default privileges for role batch in schema public grant select on tables to reader;
SQL
