#!/usr/bin/env bash
# Does what PostgreSQL's image does at its start: a new folder gets a database cluster and the
# scripts of /docker-entrypoint-initdb.d, then the server runs.
set -euo pipefail

initialize() {
  local socket=/var/run/postgresql script
  initdb --username=postgres --encoding=UTF8 --auth-local=trust --auth-host=scram-sha-256 \
    --pwfile="$POSTGRES_PASSWORD_FILE" > /dev/null
  {
    echo "listen_addresses = '*'"
    echo "unix_socket_directories = '$socket'"
  } >> "$PGDATA/postgresql.conf"
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  pg_ctl --silent --wait -o "-c listen_addresses=''" start
  for script in /docker-entrypoint-initdb.d/*.sh; do
    [[ -e $script ]] || continue
    echo "running $script"
    POSTGRES_USER=postgres POSTGRES_DB=postgres bash "$script"
  done
  pg_ctl --silent --wait --mode=fast stop
}

if [[ ! -s $PGDATA/PG_VERSION ]]; then
  # A first start that was interrupted leaves a folder that cannot be gone on with.
  new=$PGDATA
  export PGDATA=$new/new
  rm -rf "$PGDATA"
  initialize
  rm -f "$PGDATA/postmaster.pid"
  mv "$PGDATA/PG_VERSION" "$new/.version"
  mv "$PGDATA"/* "$new/"
  rmdir "$PGDATA"
  export PGDATA=$new
  mv "$PGDATA/.version" "$PGDATA/PG_VERSION"
fi
chmod 0700 "$PGDATA"
exec "$@"
