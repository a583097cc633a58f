-- What each run of reconcile has found of a pipeline; the newest thousand of each are kept.
create table reconciliation (
  pipeline text not null,
  ended_at timestamptz not null default clock_timestamp(),
  started_at timestamptz not null,
  records bigint not null,
  archived bigint not null,
  rejected bigint not null,
  lost bigint not null,
  missing bigint not null,
  twice bigint not null,
  unexpected bigint not null,
  -- Null where only records were counted and no cells compared.
  cells bigint,
  cells_differ bigint,
  compared_until timestamptz,
  -- What else did not fit together.
  findings bigint not null,
  exact boolean not null,
  primary key (pipeline, ended_at)
);

-- How many records were rejected, by the hour of their append time and the reason: all that the
-- table of rejected records held when views last ran.
create table rejection (
  pipeline text not null,
  hour timestamptz not null,
  reason text not null,
  records bigint not null,
  primary key (pipeline, hour, reason)
);

-- What was appended before counted_until is counted.
create table rejection_count (
  pipeline text primary key,
  counted_until timestamptz,
  counted_at timestamptz not null
);
