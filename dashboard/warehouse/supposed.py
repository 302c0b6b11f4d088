"""A published version as it would look with other settings: only what follows from them is made anew, in memory."""

import re
from collections.abc import Mapping
from dataclasses import replace

import duckdb

from dashboard.warehouse import attached, models
from dashboard.warehouse.models import Model
from dashboard.warehouse.reader import Warehouse

_SETTINGS = "current_settings"
_KEEP = """
create table canonical.settings as
select * from published.canonical.settings where not list_contains($keys, key)
"""
_FILLED = """
create table meta.coverage as
select * from published.meta.coverage
where table_name <> 'settings' or column_name <> 'key' or not list_contains($keys, coalesce(value, ''))
"""


def suppose(warehouse: Warehouse, name: str, settings: Mapping[str, str], dials: Mapping[str, str]) -> Warehouse:
    """The version under `name` with these settings instead of the loaded ones; the published file stays as it is."""
    con = attached.beside(warehouse.path, without={("canonical", "settings"), ("meta", "coverage")})
    keys = list(settings)
    con.execute(_KEEP, {"keys": keys})
    con.execute(_FILLED, {"keys": keys})
    for key, value in settings.items():
        con.execute("insert into canonical.settings (key, value) values ($key, $value)", {"key": key, "value": value})
        con.execute("insert into meta.coverage values ('settings', 'key', $key, 1)", {"key": key})
    changed = following(settings)
    _keep_the_rest(con, changed)
    version = replace(warehouse.version, version=name)
    return Warehouse(con, version, warehouse.path, has_rollups=False, dials=dials, changed=changed)


def following(settings: Mapping[str, str]) -> frozenset[str]:
    """The tables that follow from these settings: those that name one, and all that read those."""
    named = {key.partition(".")[0] for key in settings}
    found = {_SETTINGS}
    for model in models.models().values():
        names_one = any(re.search(rf"\b{key}\b", model.sql) for key in named)
        if (_SETTINGS in model.reads and names_one) or model.reads & (found - {_SETTINGS}):
            found.add(model.name)
    return frozenset(found)


def _keep_the_rest(con: duckdb.DuckDBPyConnection, changed: frozenset[str]) -> None:
    """Everything that does not follow stays as it was published; the rest is built when it is first asked for."""
    known: Mapping[str, Model] = models.models()
    for name in attached.names(con, "main", "published"):
        if name not in known:
            attached.show(con, "main", name)
    for model in known.values():
        if model.name == _SETTINGS or (model.is_view and model.name not in changed):
            models.create(con, model)
        elif model.name not in changed:
            attached.show(con, "main", model.name)
