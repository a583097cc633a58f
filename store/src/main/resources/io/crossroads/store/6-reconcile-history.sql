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
