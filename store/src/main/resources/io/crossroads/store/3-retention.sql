-- What was dropped on purpose, by relation: nothing before this append time is there any more.
create table retention (
  relation text primary key,
  floor timestamptz not null,
  dropped_at timestamptz not null default clock_timestamp()
);
