"""Every SQL file of the project keeps the style, and the rules notice when one would not."""

from collections import Counter
from pathlib import Path

import pytest

from tests.architecture import queries
from tests.sql_style import violations

QUERIES = queries(Path(__file__).resolve().parent.parent)
GRAIN = "-- one row per case\n"


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.as_posix())
def test_query_keeps_the_style(path: Path) -> None:
    found = violations(path, QUERIES[path])
    assert not found, "\n" + "\n".join(found)


def test_an_object_has_one_file() -> None:
    assert [name for name, count in Counter(path.stem for path in QUERIES).items() if count > 1] == []


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT team_id from cases", "write SELECT in lower case"),
        ("select team_id from cases GROUP BY team_id", "write GROUP BY in lower case"),
        ("select Team from cases", "write Team in lower case"),
        ("select 1 as one; select 2 as two", "exactly one select"),
        ("create table cases as select 1 as one", "exactly one select"),
        ("create macro rate(num, den) as num / den", "exactly one select"),
        ("select from where", "does not parse"),
        ("pivot cases on team_id using sum(cost)", "exactly one select"),
        ("select * from (pivot cases on team_id using sum(cost))", "no pivot"),
        ("select * from cases, lateral (select 1) as others", "no lateral"),
        ("select team_id, count(*) as count_cases from cases group by all", "no group by all"),
        ("select cost // 2 as half from cases", "no //"),
        ("select list_transform(costs, cost -> cost + 1) as more from cases", "no lambda"),
        ("select [cost * 2 for cost in costs] as more from cases", "no list comprehension"),
        ("select isodow(opened_on) as weekday from cases", "no isodow()"),
        ("select date_diff('week', opened_on, closed_on) as weeks from cases", "no date_diff()"),
        ("select columns('cost.*') from cases", "no columns()"),
        ("select * from cases asof join rates on cases.opened_on >= rates.valid_from", "no asof join"),
        ("select * from cases as c", "alias c"),
        ("select cost as c from cases", "alias c"),
        ("with c as (select * from cases) select * from c", "alias c"),
        ("select cast(cost * 0.5 as integer) as half from cases", "cast of a fraction"),
        ("select (cost / 2)::int as half from cases", "cast of a fraction"),
        ("select cost::decimal(18, 2)::bigint as whole from cases", "cast of a fraction"),
        ("select cost / margin as cost_ratio from cases", "divide by nullif"),
        ("select cost / 0 as cost_ratio from cases", "divide by nullif"),
        ("select case when cost > 0 then cost / margin end as cost_ratio from cases", "divide by nullif"),
        ("select team_id, unnest(costs) as cost from cases", "unnest in a CTE"),
    ],
)
def test_broken_style_is_told(sql: str, told: str) -> None:
    found = violations(Path("queries/panels/planted.sql"), GRAIN + sql)
    assert len(found) == 1
    assert told in found[0]


@pytest.mark.parametrize(
    "sql",
    [
        "select cost / nullif(margin, 0) as cost_ratio from cases",
        "select case when margin > 0 then cost / margin end as own_ratio from cases",
        "select epoch(closed_at) - epoch(opened_at) as seconds, cost / 3600.0 as hours from cases",
        "select cast(floor(cost / 2) as integer) as half, cast(is_open as integer) as open from cases",
        "with every_cost as (select team_id, unnest(costs) as cost from cases) select * from every_cost",
        "select 'Budapest' as city, \"Team\" as team from cases where product = $product",
        "select team_id from cases union all select team_id from others",
        "select * from cases qualify row_number() over (partition by team_id order by opened_at) = 1",
    ],
)
def test_portable_sql_passes(sql: str) -> None:
    assert violations(Path("queries/panels/planted.sql"), GRAIN + sql) == []


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("queries/warehouse/cases.sql", "-- the cases\nselect 1 as one", "names the grain"),
        ("queries/warehouse/Cases.sql", GRAIN + "select 1 as one", "lower case with underscores"),
        ("queries/warehouse/all-cases.sql", GRAIN + "select 1 as one", "lower case with underscores"),
        ("queries/kpis/cost_ratio.sql", GRAIN + "select 1 as one", "-- key: value"),
    ],
)
def test_name_and_first_line_are_told(path: str, text: str, told: str) -> None:
    (found,) = violations(Path(path), text)
    assert found.startswith(f"{path}:1:")
    assert told in found


def test_the_line_is_told() -> None:
    (found,) = violations(Path("queries/panels/planted.sql"), GRAIN + "select\n    team_id\nfrom cases as c")
    assert found.startswith("queries/panels/planted.sql:4:")
