select 1 as id, 'a' as old_name
