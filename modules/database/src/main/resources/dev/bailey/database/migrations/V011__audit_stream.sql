-- How far the audit has been told to a syslog server.

create table audit_stream (
  id int primary key,
  told_line bigint not null
);

insert into audit_stream values (1, 0);
