def model(dbt, session):
    dbt.config(materialized="table", enabled=True, answer=42)
    df = dbt.ref("people")
    x = dbt.config.get("answer")
    s = dbt.source("raw", "events")
    if dbt.is_incremental:
        pass
    return df
