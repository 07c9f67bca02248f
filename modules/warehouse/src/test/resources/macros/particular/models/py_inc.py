def model(dbt, session):
    dbt.config(materialized="incremental", unique_key="id")
    return dbt.source("raw", "events")
