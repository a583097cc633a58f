-- What both layers write and everybody reads. Tables of rollups are made from their declarations.

create table rollup (
  name text primary key,
  pipeline text not null,
  declaration text not null,
  -- False while the batch layer has not seen all that was archived before the rollup was declared.
  complete boolean not null,
  created_at timestamptz not null default now()
);

-- The border between the layers: the batch layer holds the offsets before it, the speed layer the rest.
create table horizon (
  pipeline text primary key,
  horizon timestamptz,
  topic text,
  topic_id text,
  generation bigint not null default 0,
  published_at timestamptz
);

create table horizon_offset (
  pipeline text not null references horizon on delete cascade,
  partition integer not null,
  next_offset bigint not null,
  primary key (pipeline, partition)
);

-- How far each query has taken in its topic. 'speed' is committed with the rows it stands for;
-- others are what they last reported.
create table position (
  pipeline text not null,
  query text not null,
  partition integer not null,
  topic text not null,
  topic_id text not null,
  next_offset bigint not null,
  max_append_time timestamptz,
  end_offset bigint not null,
  committed_at timestamptz not null,
  primary key (pipeline, query, partition)
);

create table latest (
  pipeline text not null,
  key text not null,
  event jsonb not null,
  event_time timestamptz not null,
  append_time timestamptz not null,
  partition integer not null,
  "offset" bigint not null,
  -- The append time of the newest record of the key, which need not be the latest event.
  heard_at timestamptz not null,
  primary key (pipeline, key)
);

create table alert (
  pipeline text not null,
  alert text not null,
  entity jsonb not null,
  started_at timestamptz not null,
  -- The end of the last window or gap that met the conditions, as far as is known.
  until timestamptz not null,
  -- Null while it may go on; then the same as until.
  ended_at timestamptz,
  severity text not null,
  evidence jsonb not null,
  raised_at timestamptz not null default now(),
  primary key (pipeline, alert, entity, started_at)
);
create index alert_by_time on alert (pipeline, started_at desc);

create table analysis (
  pipeline text not null,
  name text not null,
  description text not null,
  columns jsonb not null,
  row_count bigint not null,
  computed_at timestamptz not null,
  primary key (pipeline, name)
);

create table analysis_row (
  pipeline text not null,
  name text not null,
  place bigint not null,
  "row" jsonb not null,
  primary key (pipeline, name, place),
  foreign key (pipeline, name) references analysis on delete cascade
);
