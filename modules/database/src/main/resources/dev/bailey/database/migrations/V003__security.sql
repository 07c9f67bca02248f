-- Who may come in, and what was done. Passwords, cookies and tokens are here as hashes only.

create sequence user_id start with 1 increment by 1 cache 1;

create table user_account (
  id bigint primary key,
  version bigint not null,
  login varchar(254) not null unique,
  email varchar(254) not null,
  first_name varchar(255) not null,
  last_name varchar(255) not null,
  grants varchar not null,
  active boolean not null,
  last_login timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null
);

create table user_password (
  user_id bigint primary key references user_account (id),
  version bigint not null,
  hash varchar(500) not null,
  must_change boolean not null,
  changed_at timestamp(6) with time zone not null,
  valid_until timestamp(6) with time zone
);

create sequence ssh_key_id start with 1 increment by 1 cache 1;

create table ssh_key (
  id bigint primary key,
  user_id bigint not null references user_account (id),
  name varchar(255) not null,
  type varchar(100) not null,
  blob_text varchar not null,
  fingerprint varchar(100) not null unique,
  created_at timestamp(6) with time zone not null,
  last_used timestamp(6) with time zone
);

create index ssh_key_by_user on ssh_key (user_id);

create sequence session_id start with 1 increment by 1 cache 1;

create table user_session (
  id bigint primary key,
  user_id bigint not null references user_account (id),
  hash varchar(64) not null unique,
  address varchar(100) not null,
  client varchar(500) not null,
  created_at timestamp(6) with time zone not null,
  last_seen timestamp(6) with time zone not null
);

create index user_session_by_user on user_session (user_id);
create index user_session_by_last_seen on user_session (last_seen);

create sequence token_id start with 1 increment by 1 cache 1;

create table api_token (
  id bigint primary key,
  version bigint not null,
  user_id bigint references user_account (id),
  name varchar(255) not null,
  start_text varchar(20) not null,
  hash varchar(64) not null unique,
  grants varchar not null,
  created_at timestamp(6) with time zone not null,
  expires_at timestamp(6) with time zone,
  last_used timestamp(6) with time zone,
  revoked_at timestamp(6) with time zone
);

create index api_token_by_user on api_token (user_id);

create table audit_entry (
  id bigint primary key,
  logged_at timestamp(6) with time zone not null,
  type varchar(200) not null,
  actor_kind varchar(50) not null,
  actor_id bigint not null,
  actor_name varchar not null,
  address varchar not null,
  client varchar(500) not null,
  target_kind varchar(100) not null,
  target_id varchar not null,
  outcome varchar(20) not null,
  details varchar not null,
  mac varchar(64) not null
);

create index audit_entry_by_time on audit_entry (logged_at, id);
create index audit_entry_by_actor on audit_entry (actor_kind, actor_id, id);
create index audit_entry_by_type on audit_entry (type, id);

-- The end of the chain. Who adds a line holds this row, so that lines come one after the other.
create table audit_head (
  id int primary key,
  last_id bigint not null,
  mac varchar(64) not null
);

insert into audit_head values
  (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
