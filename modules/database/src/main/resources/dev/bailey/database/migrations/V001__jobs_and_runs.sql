-- Jobs, their runs, and what became of each step and node.

create sequence job_id start with 1 increment by 1 cache 1;

create table job (
  id bigint primary key,
  version bigint not null,
  project_id bigint not null,
  environment_id bigint not null,
  name varchar(255) not null,
  description varchar not null,
  type varchar(20) not null,
  steps varchar not null,
  triggers varchar not null,
  cron varchar(255),
  zone varchar(100),
  threads int not null,
  target_name varchar not null,
  timeout_seconds bigint not null,
  generate_docs boolean not null,
  source_freshness boolean not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone
);

create index job_by_project on job (project_id);

create sequence run_id start with 1 increment by 1 cache 1;

create table run (
  id bigint primary key,
  version bigint not null,
  job_id bigint not null references job (id),
  project_id bigint not null,
  environment_id bigint not null,
  status int not null,
  message varchar,
  commit_sha varchar(64),
  commit_branch varchar,
  commit_subject varchar,
  created_at timestamp(6) with time zone not null,
  dequeued_at timestamp(6) with time zone,
  started_at timestamp(6) with time zone,
  finished_at timestamp(6) with time zone,
  heartbeat_at timestamp(6) with time zone,
  retry_of bigint references run (id),
  cause varchar not null,
  category varchar(20) not null,
  actor varchar not null,
  git_sha varchar,
  git_branch varchar,
  schema_override varchar,
  target_override varchar,
  threads_override int,
  timeout_override_seconds bigint,
  docs_override boolean,
  steps_override varchar not null
);

create index run_by_job on run (job_id, id);
create index run_by_project on run (project_id, id);
create index run_by_status on run (status, id);

create table run_step (
  run_id bigint not null references run (id),
  step int not null,
  name varchar not null,
  command varchar not null,
  status int not null,
  started_at timestamp(6) with time zone,
  finished_at timestamp(6) with time zone,
  primary key (run_id, step)
);

create table node_result (
  run_id bigint not null references run (id),
  step int not null,
  unique_id varchar(1000) not null,
  name varchar not null,
  resource_type varchar(100) not null,
  materialization varchar not null,
  status varchar(100) not null,
  message varchar not null,
  thread varchar not null,
  started_at timestamp(6) with time zone not null,
  finished_at timestamp(6) with time zone,
  failures bigint,
  primary key (run_id, step, unique_id)
);
