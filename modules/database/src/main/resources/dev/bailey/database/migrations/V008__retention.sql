-- What is kept for a time only: when the logs and the artifacts of a run were removed.

alter table run add column logs_removed_at timestamp(6) with time zone;
alter table run add column artifacts_removed_at timestamp(6) with time zone;
create index run_by_end on run (finished_at);
create index run_by_retry on run (retry_of);
