{{ config(view_security='invoker', pre_hook=["select 'pre' as hook"], post_hook=["select 'post' as hook"]) }}
select 1 as id
