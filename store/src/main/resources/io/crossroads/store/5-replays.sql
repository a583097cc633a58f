-- Rejected records that go through their topic again: a row is committed before its record is sent, so that
-- whoever finds one in state 'chosen' knows to look for it in the topic before sending it.
create table replay (
  pipeline text not null,
  topic_id text not null,
  partition integer not null,
  "offset" bigint not null,
  append_time timestamptz not null,
  reason text not null,
  field text,
  state text not null,
  chosen_at timestamptz not null default clock_timestamp(),
  -- If it was sent, it is in the same partition, at this offset or later.
  search_from bigint not null,
  sent_offset bigint,
  sent_at timestamptz,
  -- Why it was rejected again, or refused.
  why text,
  primary key (pipeline, topic_id, partition, "offset"),
  unique (pipeline, topic_id, partition, sent_offset),
  check (state in ('chosen', 'sent', 'archived', 'rejected', 'lost', 'refused', 'unknown')),
  check ((state in ('sent', 'archived', 'rejected', 'lost')) = (sent_offset is not null))
);
create index replay_open on replay (pipeline, state) where state in ('chosen', 'sent');

create view replays as
  select pipeline, topic_id as kafka_topic_id, partition as kafka_partition, "offset" as kafka_offset,
         append_time, reason, field, state, why, chosen_at, sent_at, sent_offset as kafka_sent_offset
  from replay;
