-- The newest rejected records of each pipeline, to look at; all of them are in the lake.
create table newest_rejected (
  pipeline text not null,
  topic_id text not null,
  partition integer not null,
  "offset" bigint not null,
  append_time timestamptz not null,
  reason text not null,
  -- Null where the record as a whole is at fault.
  field text,
  bytes integer not null,
  -- The beginning of its value, as text.
  value text not null,
  primary key (pipeline, partition, "offset")
);
