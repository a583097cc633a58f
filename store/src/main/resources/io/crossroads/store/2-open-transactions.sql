-- The end of what can be read of the partition; what lies between it and end_offset waits behind an
-- open transaction. Null where nobody has told yet.
alter table position add column stable_offset bigint;
