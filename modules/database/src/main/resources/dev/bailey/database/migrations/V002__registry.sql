-- What exists here. What is sealed is unreadable without the keys of the account or the project.
-- Columns that end in _key hold a value only while the row is active: nulls do not collide.

create table account (
  id bigint primary key,
  version bigint not null,
  identifier varchar(100) not null,
  name varchar(255) not null,
  run_slots int not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null
);

create sequence connection_id start with 1 increment by 1 cache 1;

create table connection (
  id bigint primary key,
  version bigint not null,
  name varchar(255) not null,
  type varchar(50) not null,
  open_fields varchar not null,
  sealed_fields ${bytes},
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone
);

create sequence project_id start with 1 increment by 1 cache 1;

create table project (
  id bigint primary key,
  version bigint not null,
  name varchar(255) not null,
  description varchar not null,
  subdirectory varchar not null,
  connection_id bigint references connection (id),
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone
);

create sequence repository_id start with 1 increment by 1 cache 1;

create table repository (
  id bigint primary key,
  version bigint not null,
  project_id bigint not null references project (id),
  project_key bigint unique,
  managed_key varchar(100) unique,
  managed_name varchar(100),
  remote_url varchar,
  host_key varchar,
  access varchar(20),
  access_name varchar,
  sealed_access ${bytes},
  default_branch varchar not null,
  protected_branches varchar not null,
  pull_request_url varchar,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone
);

create sequence credentials_id start with 1 increment by 1 cache 1;

create table credentials (
  id bigint primary key,
  version bigint not null,
  project_id bigint not null references project (id),
  type varchar(50) not null,
  default_schema varchar not null,
  target_name varchar not null,
  threads int not null,
  open_fields varchar not null,
  sealed_fields ${bytes},
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone
);

create index credentials_by_project on credentials (project_id);

create sequence environment_id start with 1 increment by 1 cache 1;

create table environment (
  id bigint primary key,
  version bigint not null,
  project_id bigint not null references project (id),
  name varchar(255) not null,
  name_key varchar(255),
  kind varchar(20) not null,
  kind_key varchar(20),
  dbt_version varchar not null,
  connection_id bigint references connection (id),
  credentials_id bigint references credentials (id),
  use_custom_branch boolean not null,
  custom_branch varchar,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  unique (project_id, name_key),
  unique (project_id, kind_key)
);

create sequence variable_id start with 1 increment by 1 cache 1;

create table environment_variable (
  id bigint primary key,
  version bigint not null,
  project_id bigint not null references project (id),
  scope varchar(20) not null,
  scope_id bigint not null,
  name varchar(255) not null,
  sealed ${bytes} not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  unique (project_id, name, scope, scope_id)
);

create sequence egress_rule_id start with 1 increment by 1 cache 1;

create table egress_rule (
  id bigint primary key,
  host varchar(255) not null,
  first_port int not null,
  last_port int not null,
  reason varchar not null,
  created_at timestamp(6) with time zone not null
);
