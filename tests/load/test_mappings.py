import re
from pathlib import Path

import pytest

from dashboard import contracts
from dashboard.errors import AmendsError
from dashboard.load import mappings
from dashboard.load.mappings import Mapping
from dashboard.settings import DATA
from tests.load.projected import projected

HEAD = """
label: Log
description: A log.
null_words: ["?"]
headers:
  case: {required: true}
  at: {required: true, date: dmy}
  step:
  group:
  count:
history: {of: case, in_order_of: [at, step]}
rows:
"""
HEADERS = ["case", "at", "step", "group", "count"]


def read_text(folder: Path, text: str) -> Mapping:
    file = folder / "log.yml"
    file.write_text(text, encoding="utf-8")
    return mappings.read(str(file))


def with_rows(folder: Path, rows: str) -> Mapping:
    return read_text(folder, HEAD + rows)


def event_rule(when: str) -> str:
    columns = "{event_id: {join: [case, step]}, event_at: at, event_type: {constant: resolved}}"
    return f"  - {{table: incident_events, when: {when}, columns: {columns}}}\n"


# One incident told over six rows, written out of order: the times put them right, the step settles equal times.
STORY = [
    ["a", "02-03-2026 09:00", "3", "two", "1"],
    ["a", "01-03-2026 10:00", "1", "?", "0"],
    ["a", "01-03-2026 10:00", "2", "one", "0"],
    ["a", "10-03-2026 08:00", "4", "?", "?"],
    ["a", "11-03-2026 08:00", "5", "two", "3"],
    ["b", "01-01-2026 08:00", "1", "two", "2"],
]


@pytest.mark.parametrize(
    ("when", "steps"),
    [
        ("{column: group, first_seen: true}", ["a-2", "b-1"]),
        ("{column: group, changes: true}", ["a-3"]),
        ("{column: group, becomes: TWO}", ["a-3", "b-1"]),
        ("{column: group, becomes: [one, two]}", ["a-2", "b-1"]),
        ("{column: count, increases: true}", ["a-3", "a-5"]),
        ("{column: group, is_present: true}", ["a-2", "a-3", "a-5", "b-1"]),
        ("{column: group, equals: one}", ["a-2"]),
        ("{column: group, is_in: [One, three]}", ["a-2"]),
        ("[{column: group, equals: two}, {column: count, equals: 2}]", ["b-1"]),
    ],
)
def test_conditions_look_at_the_last_known_value_before(tmp_path: Path, when: str, steps: list[str]) -> None:
    mapping = with_rows(tmp_path, event_rule(when))
    made = projected(mapping, HEADERS, STORY)["incident_events"]
    assert sorted(str(row["event_id"]) for row in made) == steps


def test_history_orders_numbers_as_numbers_and_without_its_column_by_row(tmp_path: Path) -> None:
    mapping = with_rows(tmp_path, event_rule("{column: count, increases: true}"))
    same_time = [["a", "01-03-2026 10:00", str(step), "g", str(step)] for step in (10, 9, 2)]
    made = projected(mapping, HEADERS, same_time)["incident_events"]
    assert {row["event_id"] for row in made} == {"a-9", "a-10"}
    without_step = [[row[0], row[1], row[4]] for row in same_time]
    assert projected(mapping, ["case", "at", "count"], without_step)["incident_events"] == []


VALUES = [
    ("step", "7", "7"),
    ("step", "  7 ", "7"),
    ("step", "?", None),
    ("step", "", None),
    ("{constant: fixed}", "7", "fixed"),
    ("{from: step, codes: {High: 3, '4 - Low': 1}}", "HIGH", "3"),
    ("{from: step, codes: {High: 3}}", "Odd", "Odd"),
    ("{from: step, codes: {High: 3}, default: }", "Odd", None),
    ("{from: step, codes: {High: 3}, default: 9}", "Odd", "9"),
    ("{from: step, codes: {High: 3}, default: 9}", "?", None),
    ("{join: [case, step, group], with: ' / '}", "?", "a / g"),
    ("{join: [step, case]}", "?", None),
    ("{first_of: [step, group]}", "?", "g"),
    ("{first_of: [step, {constant: none}]}", "7", "7"),
    ("{months_before: day, months: step}", "0", "2026-03-31"),
    ("{months_before: day, months: step}", "1", "2026-02-28"),
    ("{months_before: day, months: step}", "25", "2024-02-29"),
    ("{months_before: day, months: step, first_day: true}", "1", "2026-02-01"),
    ("{months_before: day, months: step}", "?", None),
    ("{months_before: day, months: step}", "long", "long"),
    ("{months_before: day, months: step}", "-3", "-3"),
    ("{answer: day}", "7", "2026-03-31"),
]


@pytest.mark.parametrize(("value", "cell", "expected"), VALUES)
def test_values(tmp_path: Path, value: str, cell: str, expected: str | None) -> None:
    rule = f"  - {{table: incidents, columns: {{incident_id: case, opened_at: at, status: {value}}}}}\n"
    mapping = read_text(tmp_path, HEAD.replace("rows:", "asks: {day: name a day.}\nrows:") + rule)
    made = projected(mapping, HEADERS, [["a", "01-03-2026", cell, "g", "1"]], {"day": "2026-03-31"})
    assert made["incidents"][0]["status"] == expected


def test_one_row_for_each_value_takes_the_first(tmp_path: Path) -> None:
    mapping = with_rows(tmp_path, "  - {table: teams, one_per: group, columns: {team_id: group, name: step}}\n")
    made = projected(mapping, HEADERS, STORY)["teams"]
    assert made == [{"team_id": "two", "name": "3"}, {"team_id": "one", "name": "2"}]


@pytest.mark.parametrize(("cell", "months"), [("2", 2), ("9", 3), ("0", 0), ("-1", 0), ("?", 0), ("some", 0)])
def test_repeat_counts_to_the_cell_but_not_above_the_limit(tmp_path: Path, cell: str, months: int) -> None:
    rule = "  - {table: account_month, repeat: {counter: n, times: count, at_most: 3}, "
    rule += "columns: {customer_id: case, month: {counter: n}}}\n"
    made = projected(with_rows(tmp_path, rule), HEADERS, [["a", "01-03-2026", "1", "g", cell]])["account_month"]
    assert sorted(str(row["month"]) for row in made) == [str(n + 1) for n in range(months)]


def test_content_ids_follow_the_content_not_the_place(tmp_path: Path) -> None:
    rule = "  - {table: incidents, columns: {incident_id: {content_id: x}, opened_at: at}}\n"
    mapping = with_rows(tmp_path, rule)
    once, other = ["a", "01-03-2026", "1", "g", "1"], ["b", "01-03-2026", "1", "g", "1"]
    first = {row["incident_id"] for row in projected(mapping, HEADERS, [once, other, once])["incidents"]}
    again = {row["incident_id"] for row in projected(mapping, HEADERS, [other, once, once])["incidents"]}
    indexed = [["7", *other], ["8", *once], ["9", *once]]
    beside_an_index = {row["incident_id"] for row in projected(mapping, ["", *HEADERS], indexed)["incidents"]}
    assert len(first) == 3
    assert first == again == beside_an_index


def test_content_ids_know_where_a_cell_ends(tmp_path: Path) -> None:
    rule = "  - {table: incidents, columns: {incident_id: {content_id: x}, opened_at: at}}\n"
    rows = [["ab", "01-03-2026", "c", "", ""], ["a", "01-03-2026", "bc", "", ""], ["a", "01-03-2026", "", "bc", ""]]
    made = projected(with_rows(tmp_path, rule), HEADERS, rows)["incidents"]
    assert len({row["incident_id"] for row in made}) == 3
    assert all(str(row["incident_id"]).endswith("-1") for row in made)


def test_dates_are_stated_where_a_cell_is_copied_only(tmp_path: Path) -> None:
    rule = "  - {table: incidents, columns: {incident_id: case, opened_at: {first_of: [at, step]}, closed_at: step}}\n"
    [projection] = with_rows(tmp_path, rule).projections(HEADERS, {})
    assert projection.dates == {"opened_at": "dmy"}


def test_an_entry_whose_columns_are_not_in_the_file_makes_no_rows(tmp_path: Path) -> None:
    teams = "  - {table: teams, one_per: group, columns: {team_id: group}}\n"
    months = "  - {table: account_month, repeat: {counter: n, times: count, at_most: 3}, "
    months += "columns: {customer_id: case, month: at}}\n"
    mapping = with_rows(tmp_path, event_rule("{column: group, changes: true}") + teams + months)
    assert mapping.projections(["case", "at"], {}) == ()
    assert {projection.table for projection in mapping.projections(HEADERS, {})} == {
        "incident_events",
        "teams",
        "account_month",
    }


def test_cells_with_quotes_and_odd_headers_stay_data(tmp_path: Path) -> None:
    text = HEAD.replace("group:", "group: {names: ['Gr\"oup; drop']}")
    mapping = read_text(tmp_path, text + event_rule('{column: group, equals: "o\'neil"}'))
    made = projected(
        mapping, ["case", "at", "step", 'gr"oup; DROP', "count"], [["a", "01-03-2026", "1", "O'Neil", "1"]]
    )
    assert len(made["incident_events"]) == 1


# Every mistake an author can make, and what the answer must say: the line and the nearest name.
MISTAKES = [
    ("lable: x\n" + HEAD, 1, 'the key "lable" does not exist (the nearest is "label")'),
    (HEAD.replace("label: Log\n", "") + event_rule("{column: group, changes: true}"), 2, 'the key "label" is missing'),
    (
        HEAD + "  - {table: incident, columns: {}}\n",
        13,
        'the table "incident" does not exist (the nearest is "incidents")',
    ),
    (
        HEAD + "  - table: incidents\n    columns:\n      incident_id: case\n      opened: at\n",
        16,
        '(the nearest is "opened_at")',
    ),
    (HEAD + "  - table: incidents\n    columns:\n      incident_id: case\n", 15, 'needs the column "opened_at"'),
    (HEAD + "  - table: teams\n    columns:\n      team_id: grup\n", 15, 'does not exist (the nearest is "group")'),
    (
        HEAD + "  - table: losses\n    columns:\n      loss_id: case\n      kind: {constant: complete}\n",
        16,
        'for "losses.kind", the code "complete" does not exist (there are: full, partial, ended_by_us)',
    ),
    (
        HEAD + "  - table: losses\n    columns:\n      loss_id: case\n      kind: {from: step, codes: {All: ful}}\n",
        16,
        'the nearest is "full"',
    ),
    (HEAD + "  - table: teams\n    columns:\n      team_id: {form: group}\n", 15, 'the nearest is "from"'),
    (HEAD + event_rule("{column: group, change: true}"), 13, 'the nearest is "changes"'),
    (HEAD + event_rule("{column: group}"), 13, "a condition has one test"),
    (HEAD + event_rule("{column: group, changes: maybe}"), 13, "neither true nor false"),
    (HEAD + event_rule("{column: group, changes: false}"), 13, "can only be true"),
    (
        HEAD.replace("history: {of: case, in_order_of: [at, step]}\n", "")
        + event_rule("{column: group, changes: true}"),
        12,
        "say at the top which rows belong together",
    ),
    (HEAD.replace("date: dmy", "date: dym") + "  []\n", 7, 'the date order "dym" does not exist'),
    (HEAD.replace("in_order_of: [at, step]", "in_order_of: [at, stop]") + "  []\n", 11, 'the nearest is "step"'),
    (HEAD + "  []\nnotes: {losses.lost_on: x}\n", 14, 'the nearest is "lost_at"'),
    (HEAD + "  []\nlabel: again\n", 14, '"label" is written twice'),
    (HEAD + "  - {table: [\n", 14, "no valid YAML"),
    (HEAD + "  - {table: teams, columns: {team_id: {months_before: day, months: step}}}\n", 13, 'the answer "day"'),
    (HEAD + "  - {table: teams, columns: {team_id: {counter: n}}}\n", 13, 'the counter "n" does not exist'),
]


@pytest.mark.parametrize(("text", "line", "says"), MISTAKES)
def test_mistakes_are_answered_with_line_and_nearest_name(tmp_path: Path, text: str, line: int, says: str) -> None:
    with pytest.raises(AmendsError) as refused:
        read_text(tmp_path, text)
    assert f"log.yml:{line}: " in str(refused.value)
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("service_now", 'There is no mapping “service_now” (the nearest is "servicenow").'),
        ("/nowhere/own.yml", "cannot be read"),
    ],
)
def test_unknown_mappings_are_refused(name: str, says: str) -> None:
    with pytest.raises(AmendsError, match=r".") as refused:
        mappings.read(name)
    assert says in str(refused.value)


README = DATA / "mappings" / "README.md"


def test_the_example_of_the_readme_is_a_mapping(tmp_path: Path) -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.DOTALL)
    mapping = read_text(tmp_path, example)
    made = projected(mapping, ["Case", "Created"], [["7", "05/03/2016"]], {"export_date": "2016-04-01"})
    assert made == {"incidents": [{"incident_id": "7", "opened_at": "05/03/2016"}]}


@pytest.mark.parametrize(
    "value", re.findall(r"^\| `(\{.*?\})` \|", README.read_text(encoding="utf-8"), flags=re.MULTILINE)
)
def test_every_value_of_the_readme_can_be_written(tmp_path: Path, value: str) -> None:
    headers = "{case: , opened: , priority: , id: , number: , tenure: }"
    repeat = "{counter: n, times: tenure, at_most: 2}"
    rule = f"{{table: teams, repeat: {repeat}, columns: {{team_id: case, name: {value}}}}}"
    text = f"{{label: x, description: x, asks: {{export_date: x}}, headers: {headers}, rows: [{rule}]}}"
    assert read_text(tmp_path, text).parts["log"].rows


@pytest.mark.parametrize("when", re.findall(r"`(?:when: )(\{.*?\})`", README.read_text(encoding="utf-8")))
def test_every_condition_of_the_readme_can_be_written(tmp_path: Path, when: str) -> None:
    rule = f"{{table: teams, when: {when}, columns: {{team_id: c}}}}"
    text = f"{{label: x, description: x, headers: {{c: }}, history: {{of: c, in_order_of: [c]}}, rows: [{rule}]}}"
    assert read_text(tmp_path, text).parts["log"].rows


def test_an_empty_mapping_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AmendsError, match="is empty"):
        read_text(tmp_path, "")


@pytest.mark.parametrize("name", sorted(path.stem for path in (DATA / "mappings").glob("*.yml")))
def test_the_mappings_that_come_with_the_product_are_whole(name: str) -> None:
    mapping = mappings.available()[name]
    assert mapping.label
    assert mapping.description
    assert mapping.required
    readme = (Path(str(mapping.path)).parent / "README.md").read_text(encoding="utf-8")
    assert f"`{name}`" in readme
    for note in mapping.notes:
        table, _, column = note.topic.partition(".")
        assert column in contracts.tables()[table].columns
