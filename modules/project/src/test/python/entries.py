"""entries.py OUT: what dbt Core takes for an entry of each section of a properties file, as JSON.

Each entry below is one that it accepts. One value in it after the other becomes another one, goes away, or has a key
beside it that nobody knows; dbt's own classes say which of these they refuse.
"""
import copy, json, sys
import dbt.cli.main  # noqa: F401  the classes below need what it imports
from dbt.contracts.graph import unparsed

COLUMN = {
    "name": "id", "description": "d", "data_type": "int", "quote": True, "tags": ["t"], "meta": {"k": 1},
    "config": {"tags": ["x"]}, "constraints": [{"type": "not_null"}], "data_tests": ["unique"],
    "docs": {"show": True, "node_color": "red"}, "granularity": "day",
    "dimension": {"type": "time", "name": "n", "description": "d", "label": "l", "is_partition": True, "config": {},
                  "validity_params": {"is_start": True, "is_end": False}},
}
KEY = {"name": "key", "entity": {"type": "primary", "name": "n", "description": "d", "label": "l", "config": {}}}
NODE = {
    "name": "a", "description": "d", "data_type": "x", "meta": {"k": 1}, "docs": {"show": True, "node_color": "red"},
    "config": {"tags": ["t"]}, "access": "public", "constraints": [{"type": "not_null"}], "columns": [COLUMN, KEY],
    "data_tests": ["unique", {"not_null": {"column_name": "id"}}], "quote_columns": True,
}
INPUT = {"name": "m", "filter": ["f"], "alias": "a", "offset_window": "1 day", "offset_to_grain": "month"}
METRIC = {"name": "m", "type": "simple", "label": "l", "description": "d", "filter": "f", "time_granularity": "day", "config": {}}
PLAIN_METRIC = {
    **METRIC, "hidden": True, "agg": "sum", "percentile": 0.5, "percentile_type": "discrete", "join_to_timespine": True,
    "fill_nulls_with": 0, "expr": "x", "non_additive_dimension": {"name": "d", "window_agg": "min", "group_by": ["a"]},
    "agg_time_dimension": "at", "window": "1 day", "grain_to_date": "month", "period_agg": "first", "input_metric": INPUT,
    "numerator": INPUT, "denominator": "m", "input_metrics": [INPUT, "m"], "entity": "e", "calculation": "conversions",
    "base_metric": INPUT, "conversion_metric": INPUT,
    "constant_properties": [{"base_property": "a", "conversion_property": "b"}],
}
QUOTING = {"database": True, "schema": True, "identifier": False, "column": None}
FRESHNESS = {"warn_after": {"count": 1, "period": "day"}, "error_after": {"count": 2, "period": "hour"}, "filter": "f"}
ROWS = {"rows": [{"a": 1}], "format": "dict", "fixture": None}
ARGUMENTS = [{"name": "x", "data_type": "int", "description": "d", "default_value": 1}]
RETURNS = {"data_type": "int", "description": "d"}
MEASURE = {"name": "m", "filter": "f", "alias": "a", "join_to_timespine": True, "fill_nulls_with": 0}
ENTRIES = {
    "models": (unparsed.UnparsedModelUpdate, [
        {**NODE, "latest_version": 1, "deprecation_date": "2030-01-31", "primary_entity": "e", "agg_time_dimension": "at",
         "versions": [
             {"v": 1, "defined_in": "a_v1", "description": "d", "access": "public", "config": {}, "constraints": [{"type": "unique"}],
              "docs": {"show": False}, "data_tests": ["unique"], "deprecation_date": "2031-01-31",
              "columns": [{"include": "*", "exclude": ["id"]}, {"name": "more", "data_type": "int"}]}]},
        {"name": "a", "columns": [{"name": "id", "granularity": "day"}],
         "time_spine": {"standard_granularity_column": "id", "custom_granularities": [{"name": "id", "column_name": "id"}]},
         "semantic_model": {"name": "s", "enabled": True, "group": "g", "config": {"meta": {}}}, "metrics": [PLAIN_METRIC],
         "derived_semantics": {
             "entities": [{"type": "primary", "name": "n", "description": "d", "label": "l", "config": {}, "expr": "x"}],
             "dimensions": [{"type": "time", "name": "n", "description": "d", "label": "l", "is_partition": True, "config": {},
                             "validity_params": {"is_start": True}, "expr": "x", "granularity": "day"}]}},
    ]),
    "seeds": (unparsed.UnparsedNodeUpdate, [NODE]),
    "analyses": (unparsed.UnparsedAnalysisUpdate, [{k: v for k, v in NODE.items() if k not in ("data_tests", "quote_columns")}]),
    "macros": (unparsed.UnparsedMacroUpdate, [
        {"name": "m", "description": "d", "meta": {}, "docs": {"show": True}, "config": {}, "data_type": "x", "constraints": [],
         "arguments": [{"name": "x", "type": "int", "description": "d"}]}]),
    "sources": (unparsed.UnparsedSourceDefinition, [
        {"name": "s", "description": "d", "meta": {}, "database": "db", "schema": "x", "loader": "l", "quoting": QUOTING,
         "freshness": FRESHNESS, "loaded_at_field": "at", "tags": ["t"], "config": {},
         "tables": [
             {"name": "t", "description": "d", "data_type": "x", "meta": {}, "docs": {"show": True}, "config": {}, "constraints": [],
              "data_tests": ["unique"], "columns": [COLUMN], "loaded_at_field": "at", "identifier": "T", "quoting": QUOTING,
              "freshness": FRESHNESS, "tags": ["t"],
              "external": {"location": "l", "file_format": "f", "row_format": "r", "tbl_properties": "p",
                           "partitions": [{"name": "d", "data_type": "date", "description": "d", "meta": {}}, "e"]}}]}]),
    "exposures": (unparsed.UnparsedExposure, [
        {"name": "e", "type": "dashboard", "owner": {"email": ["a@b.c"], "name": "o"}, "description": "d", "label": "l",
         "maturity": "high", "meta": {}, "tags": ["t"], "url": "https://example.org", "depends_on": ["ref('a')"], "config": {}}]),
    "groups": (unparsed.UnparsedGroup, [
        {"name": "g", "owner": {"email": "a@b.c", "name": "o"}, "description": "d", "config": {"meta": {}}}]),
    "unit_tests": (unparsed.UnparsedUnitTest, [
        {"name": "u", "model": "a", "description": "d", "config": {}, "given": [{"input": "ref('a')", **ROWS}], "expect": ROWS,
         "overrides": {"macros": {}, "vars": {}, "env_vars": {}}, "versions": {"include": [1], "exclude": None}}]),
    "functions": (unparsed.UnparsedFunctionUpdate, [
        {"name": "f", "description": "d", "data_type": "x", "meta": {}, "docs": {"show": True}, "config": {}, "access": "public",
         "constraints": [], "returns": RETURNS, "arguments": ARGUMENTS}]),
    "metrics": (lambda e: unparsed.UnparsedMetric if "type_params" in e else unparsed.UnparsedMetricV2, [
        PLAIN_METRIC,
        {**METRIC, "meta": {}, "tags": [], "type_params": {
            "measure": MEASURE, "numerator": INPUT, "denominator": "m", "expr": "x", "window": "1 day", "grain_to_date": "month",
            "metrics": [INPUT, "m"],
            "conversion_type_params": {"base_measure": MEASURE, "conversion_measure": "m", "entity": "e", "calculation": "conversions",
                                       "window": "1 day", "constant_properties": [{"base_property": "a", "conversion_property": "b"}]},
            "cumulative_type_params": {"window": "1 day", "grain_to_date": "month", "period_agg": "first"}}}]),
    "semantic_models": (unparsed.UnparsedSemanticModel, [
        {"name": "s", "model": "ref('a')", "config": {}, "description": "d", "label": "l", "defaults": {"agg_time_dimension": "at"},
         "primary_entity": "e",
         "entities": [{"name": "e", "type": "primary", "description": "d", "label": "l", "role": "r", "expr": "x", "config": {}}],
         "measures": [{"name": "m", "agg": "sum", "description": "d", "label": "l", "expr": "x", "create_metric": True, "config": {},
                       "agg_params": {"percentile": 0.5, "use_discrete_percentile": True, "use_approximate_percentile": False},
                       "non_additive_dimension": {"name": "d", "window_choice": "min", "window_groupings": ["a"]},
                       "agg_time_dimension": "at"}],
         "dimensions": [{"name": "d", "type": "time", "description": "d", "label": "l", "is_partition": True, "expr": "x", "config": {},
                         "type_params": {"time_granularity": "day", "validity_params": {"is_start": True, "is_end": False}}}]}]),
    "saved_queries": (unparsed.UnparsedSavedQuery, [
        {"name": "q", "description": "d", "label": "l", "config": {}, "tags": [],
         "query_params": {"metrics": ["m"], "group_by": ["Dimension('d')"], "where": ["w"], "order_by": ["m"], "limit": 1},
         "exports": [{"name": "x", "config": {"export_as": "table"}}]}]),
}
VALUES = [None, "word", "", 7, 1.5, True, [], {}, ["word"], [None], [{"zz": 1}], {"zz": "word"}]


def is_refused(find, entry):
    complete = {**copy.deepcopy(entry), "original_file_path": "m.yml", "yaml_key": "x", "package_name": "p"}
    kind = find if isinstance(find, type) else find(entry)
    names = {field.name for field in kind.__dataclass_fields__.values()}
    data = {k: v for k, v in complete.items() if k in entry or k in names}
    try:
        kind.validate(data)
        kind.from_dict(data)
        return False
    except Exception:
        return True


def places(value, path=()):
    """Every place in a value, the value itself left out."""
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield path + (key,)
        # What users may fill as they like has nothing to find.
        if key not in ("meta", "config", "constraints", "data_tests"):
            yield from places(one, path + (key,))


def changed(entry, path, value, *, gone=False):
    entry = copy.deepcopy(entry)
    at = entry
    for key in path[:-1]:
        at = at[key]
    if gone:
        del at[path[-1]]
    else:
        at[path[-1]] = copy.deepcopy(value)
    return entry


def dictionaries(entry):
    yield ()
    for path in places(entry):
        at = entry
        for key in path:
            at = at[key]
        if isinstance(at, dict) and path[-1] not in ("meta", "config"):
            yield path


recorded = []
for section, (kind, entries) in ENTRIES.items():
    for entry in entries:
        assert not is_refused(kind, entry), (section, entry)
        refused = {}
        for path in places(entry):
            if path[0] == "name":
                continue
            name = ".".join(map(str, path))
            refused[name] = [i for i, value in enumerate(VALUES) if is_refused(kind, changed(entry, path, value))]
            if isinstance(path[-1], str) and is_refused(kind, changed(entry, path, None, gone=True)):
                refused[name].append("without")
        closed = [
            ".".join(map(str, path)) for path in dictionaries(entry) if is_refused(kind, changed(entry, path + ("zz",), 1))]
        recorded.append({"section": section, "entry": entry, "refused": refused, "closed": closed})
with open(sys.argv[1], "w") as out:
    out.write("{\n\"values\": " + json.dumps(VALUES) + ",\n\"entries\": [\n")
    out.write(",\n".join(json.dumps(one, sort_keys=False) for one in recorded) + "\n]}\n")
print(sum(len(one["refused"]) for one in recorded), "places")
