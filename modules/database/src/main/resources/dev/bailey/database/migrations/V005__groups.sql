-- Groups of users, and who is in them.

create sequence group_id start with 1 increment by 1 cache 1;

create table user_group (
  id bigint primary key,
  version bigint not null,
  name varchar(255) not null unique,
  assign_by_default boolean not null,
  mapped varchar not null,
  grants varchar not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null
);

create sequence group_member_id start with 1 increment by 1 cache 1;

create table group_member (
  id bigint primary key,
  user_id bigint not null references user_account (id),
  group_id bigint not null references user_group (id),
  unique (user_id, group_id)
);

create index group_member_by_group on group_member (group_id);
