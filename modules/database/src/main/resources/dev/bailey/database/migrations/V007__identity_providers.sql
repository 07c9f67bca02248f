-- Users are known by the issuer of an identity provider, which is an address.

alter table user_account alter column provider set data type varchar(1000);

-- Sessions that came from one with an identity provider. What is shown there to end that one is sealed.

alter table user_session add column provider varchar(1000);
alter table user_session add column provider_session varchar(1000);
alter table user_session add column sealed_hint ${bytes};
create index user_session_by_provider_session on user_session (provider_session);

-- What is good for once and was used, until it would not be good anyway.

create table spent_proof (
  hash varchar(64) primary key,
  good_until timestamp(6) with time zone not null
);

create index spent_proof_by_end on spent_proof (good_until);
