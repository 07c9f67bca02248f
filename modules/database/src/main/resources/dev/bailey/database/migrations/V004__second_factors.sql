-- What users show besides their password. The key is sealed, recovery codes are here as hashes only.

create table second_factor (
  user_id bigint primary key references user_account (id),
  version bigint not null,
  sealed_key ${bytes} not null,
  confirmed_at timestamp(6) with time zone,
  last_step bigint not null,
  recovery varchar not null
);
