-- Who people are is sealed under a key of each one's own; login and subject become keyed hashes.

alter table user_account add column sealed_profile ${bytes};

-- What proves a line of the audit in which a pseudonym took somebody's place.

alter table audit_entry add column attest varchar(64);
create index audit_entry_by_target on audit_entry (target_kind, target_id, id);
