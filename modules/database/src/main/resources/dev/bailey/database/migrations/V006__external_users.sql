-- Users whom a directory elsewhere knows, and by what.

alter table user_account add column provider varchar(100);
alter table user_account add column subject varchar(1000);
create unique index user_account_by_subject on user_account (provider, subject);
