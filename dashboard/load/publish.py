"""From files to a published version: build aside, make it durable, then move the pointer in one step.

Everything a load writes lies in one `building-*` folder inside the warehouse folder until the version is whole. A load
that is killed, stopped or runs out of disk leaves the published version as it was; the next load clears its remains.
"""

import contextlib
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from dashboard import versions
from dashboard.engine.kpis import registry
from dashboard.engine.measures import availability
from dashboard.errors import AmendsError
from dashboard.load.build import build
from dashboard.load.failures import plain_failures
from dashboard.load.lock import WAIT_SECONDS, load_lock
from dashboard.load.request import LoadRequest, Progress
from dashboard.load.result import Built, LoadResult
from dashboard.versions import Published, published
from dashboard.warehouse import models, rollups
from dashboard.warehouse.reader import open_version

__all__ = ["load", "published"]

MEMORY_LIMIT = "1400MB"
"""What DuckDB may hold; the process stays under 2 GB with it."""

TRUTHS = "truths.json"
"""File that only the sample company's folder has."""

_BUILDING = "building-"


def load(
    request: LoadRequest, warehouse: Path, progress: Progress, *, wait_seconds: float = WAIT_SECONDS
) -> LoadResult:
    """Read the files of a request, check them and publish a new version; all or nothing.

    Waits up to `wait_seconds` while another process loads into the same folder. Raises AmendsError, with nothing
    published, when the data is refused, the folder cannot be written or the disk is full.
    """
    with plain_failures(warehouse):
        warehouse.mkdir(parents=True, exist_ok=True)
        with load_lock(warehouse, progress, wait_seconds):
            previous = _in_force(warehouse, must_be_whole=request.append)
            _clear_leftovers(warehouse, previous)
            with _building_folder(warehouse) as building:
                return _publish(request, warehouse, previous, building, progress)


def _in_force(warehouse: Path, *, must_be_whole: bool) -> Published | None:
    """Return the version in force; a damaged pointer stops only a load that adds to it."""
    try:
        return published(warehouse)
    except AmendsError:
        if must_be_whole:
            raise
        return None


def _clear_leftovers(warehouse: Path, current: Published | None) -> None:
    """Remove what killed loads left behind. Safe because whoever holds the lock is the only one that builds."""
    for remains in warehouse.glob(f"{_BUILDING}*"):
        shutil.rmtree(remains, ignore_errors=True)
    versions.remove_unpublished(warehouse, current)


@contextlib.contextmanager
def _building_folder(warehouse: Path) -> Iterator[Path]:
    building = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=warehouse))
    try:
        yield building
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _publish(
    request: LoadRequest, warehouse: Path, previous: Published | None, building: Path, progress: Progress
) -> LoadResult:
    draft, rejects = building / "amends.duckdb", building / "rejects.csv"
    is_sample = _is_sample(request, previous)
    with contextlib.closing(_open(draft)) as con:
        built = build(con, request, previous.path if previous else None, rejects, progress)
        version = versions.new_version(_content_hash(con, built), previous)
        _write_version(con, version, built, is_sample=is_sample)
        models.build(con, built.as_of, built.timezone, progress)
        rollups.build(con, progress)
        progress("Writing the new version to disk", None)
        con.execute("checkpoint")
    progress("Publishing", None)
    _put_in_force(warehouse, version, draft, rejects)
    versions.prune(warehouse)
    return _result(warehouse, version, built)


def _open(draft: Path) -> duckdb.DuckDBPyConnection:
    spill = draft.parent / "spill"
    return duckdb.connect(str(draft), config={"memory_limit": MEMORY_LIMIT, "temp_directory": str(spill)})


def _put_in_force(warehouse: Path, version: str, draft: Path, rejects: Path) -> None:
    """Give the finished files their names, durably, and only then move the pointer."""
    try:
        if rejects.exists():
            versions.sync_file(rejects)
            rejects.replace(versions.rejects_file(warehouse, version))
        versions.sync_file(draft)
        draft.replace(versions.version_file(warehouse, version))
        versions.sync_folder(warehouse)
        versions.point_at(warehouse, version, draft.parent)
    except BaseException:
        current = _in_force(warehouse, must_be_whole=False)
        if current is None or current.version != version:  # the pointer may have moved before the failure
            versions.remove_version(warehouse, version)
        raise


def _content_hash(con: duckdb.DuckDBPyConnection, built: Built) -> str:
    """Eight hex digits that depend on every canonical row (in any order), the cut-off and the time zone."""
    content = [(built.as_of.isoformat(), built.timezone)]
    tables = con.execute("select table_name from duckdb_tables() where schema_name = 'canonical' order by table_name")
    for (name,) in tables.fetchall():
        rows = sqlglot.select("count(*)", "bit_xor(hash(one_row))").from_(
            exp.to_table(f"canonical.{name}", alias="one_row")
        )
        content += con.execute(rows.sql("duckdb")).fetchall()
    return hashlib.blake2b(repr(content).encode(), digest_size=4).hexdigest()


def _write_version(con: duckdb.DuckDBPyConnection, version: str, built: Built, *, is_sample: bool) -> None:
    created_at = datetime.now(UTC).replace(tzinfo=None)
    con.execute(
        "create or replace table meta.version as select $version::varchar as version, $as_of::timestamp as as_of, "
        "$timezone::varchar as timezone, $created_at::timestamp as created_at, $currency::varchar as currency, "
        "$is_sample::boolean as is_sample, $tier::varchar as tier, $layout::varchar as layout",
        {
            "version": version,
            "as_of": built.as_of,
            "timezone": built.timezone,
            "created_at": created_at,
            "currency": built.currency,
            "is_sample": is_sample,
            "tier": built.tier,
            "layout": models.layout(),
        },
    )


def _is_sample(request: LoadRequest, previous: Published | None) -> bool:
    """Tell whether the version will hold invented data: a sample company's folder holds the truths planted in it."""
    folders = {path if path.is_dir() else path.parent for path in request.paths}
    if any((folder / TRUTHS).is_file() for folder in folders):
        return True
    return request.append and previous is not None and _was_sample(previous)


def _was_sample(previous: Published) -> bool:
    with contextlib.closing(duckdb.connect(str(previous.path), read_only=True)) as con:
        row = con.execute("select is_sample from meta.version").fetchone()
    return bool(row and row[0])


def _result(warehouse: Path, version: str, built: Built) -> LoadResult:
    rejects = versions.rejects_file(warehouse, version)
    return LoadResult(
        version=version,
        as_of=built.as_of,
        timezone=built.timezone,
        tables=built.tables,
        rejects=rejects if rejects.exists() else None,
        warnings=built.warnings,
        tier=built.tier,
        unavailable=_unavailable(warehouse, version),
    )


def _unavailable(warehouse: Path, version: str) -> dict[str, str]:
    """KPI id -> what it needs, for the KPIs that this version cannot answer."""
    opened = open_version(Published(version, versions.version_file(warehouse, version)))
    missing = {kpi.id: availability(opened, kpi) for kpi in registry().values()}
    return {kpi_id: needs for kpi_id, needs in missing.items() if needs}
