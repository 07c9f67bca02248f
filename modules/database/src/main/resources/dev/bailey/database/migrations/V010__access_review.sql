-- Who looked at which way of access, and found it right.

create table access_confirmation (
  access_key varchar(500) primary key,
  allowed varchar not null,
  confirmed_by varchar not null,
  confirmed_at timestamp(6) with time zone not null
);
