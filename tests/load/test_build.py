"""What comes out of files that are as they should be, or nearly."""

import datetime
import gzip
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest

from dashboard import contracts
from tests.load.loading import Files, loaded, loaded_files, write_files

HEAD = "incident_id,opened_at,customer_id\n"
utc = datetime.datetime


def moments(tmp_path: Path, values: list[str], **request: object) -> list[datetime.datetime | None]:
    lines = "".join(f'{number},"{value}"\n' for number, value in enumerate(values))
    with loaded_files(tmp_path, {"incidents.csv": "incident_id,opened_at\n" + lines}, **request) as made:
        found = dict(made.rows("select incident_id, opened_at from canonical.incidents"))
        return [found.get(str(number)) for number in range(len(values))]


def test_every_canonical_table_is_there_with_every_column_and_type(tmp_path: Path) -> None:
    with loaded_files(tmp_path, {"teams.csv": "team_id\nt1\n"}) as made:
        for table in contracts.tables().values():
            there = made.rows(
                "select column_name, data_type from duckdb_columns() "
                "where schema_name = 'canonical' and table_name = ?",
                table.name,
            )
            assert dict(there) == dict(table.stored)


TIMES = {
    "2026-01-05T09:00:00Z": utc(2026, 1, 5, 9),
    "2026-01-05 09:00:00.25Z": utc(2026, 1, 5, 9, 0, 0, 250_000),
    "2026-01-05T09:00:00+02:00": utc(2026, 1, 5, 7),
    "2026-01-05T09:00-0530": utc(2026, 1, 5, 14, 30),
    "2026-01-05 09:00:00+00": utc(2026, 1, 5, 9),
    "2026-01-05T09:00:00": utc(2026, 1, 5, 8),
    "2026-07-05 09:00": utc(2026, 7, 5, 7),
    "2026-01-05": utc(2026, 1, 4, 23),
    "2026-03-29T02:30:00": utc(2026, 3, 29, 0, 30),  # does not exist: the later offset, +02:00
    "2026-10-25T02:30:00": utc(2026, 10, 25, 1, 30),  # exists twice: the later offset, +01:00
    "  2026-01-05T09:00:00Z ": utc(2026, 1, 5, 9),
}


def test_times_are_read_as_given_or_in_the_time_zone_of_the_load(tmp_path: Path) -> None:
    assert dict(zip(TIMES, moments(tmp_path, list(TIMES)), strict=True)) == TIMES


@pytest.mark.parametrize(
    "value", ["2026-02-30", "2026-01-05T25:00:00Z", "infinity", "epoch", "44561", "2026-01-05T09:00:00 Europe/London"]
)
def test_what_is_no_time_is_rejected(tmp_path: Path, value: str) -> None:
    assert moments(tmp_path, ["2026-01-01", value])[1] is None


def test_local_times_in_doubt_are_counted(tmp_path: Path) -> None:
    with loaded_files(tmp_path, {"incidents.csv": HEAD + "1,2026-03-29 02:30,c\n2,2026-10-25 02:59,c\n"}) as made:
        assert any("2 local times do not exist or exist twice" in warning for warning in made.built.warnings)


@pytest.mark.parametrize(
    ("values", "dates", "expected"),
    [
        (["03/04/2025", "25/06/2025 14:30"], None, [utc(2025, 4, 2, 22), utc(2025, 6, 25, 12, 30)]),
        (["03/04/2025 1:05 PM", "06/25/2025"], None, [utc(2025, 3, 4, 12, 5), utc(2025, 6, 24, 22)]),
        (["2025.04.25. 10:30", "2025.06.05."], None, [utc(2025, 4, 25, 8, 30), utc(2025, 6, 4, 22)]),
        (["3.4.2025", "25.6.2025 7:05:06"], None, [utc(2025, 4, 2, 22), utc(2025, 6, 25, 5, 5, 6)]),
        (["03/04/99", "25/06/99"], None, [utc(1999, 4, 2, 22), utc(1999, 6, 24, 22)]),
        (["03/04/2025", "05/06/2025"], "dmy", [utc(2025, 4, 2, 22), utc(2025, 6, 4, 22)]),
        (["03/04/2025", "05/06/2025"], "mdy", [utc(2025, 3, 3, 23), utc(2025, 5, 5, 22)]),
        (["25/04/2025", "06/25/2025"], "dmy", [utc(2025, 4, 24, 22), None]),
        (["01/01/2025", "02/02/2025"], None, [utc(2024, 12, 31, 23), utc(2025, 2, 1, 23)]),
        (["2025-01-02", "2025-03-04", "05/06/2025"], None, [utc(2025, 1, 1, 23), utc(2025, 3, 3, 23), None]),
    ],
)
def test_one_date_format_for_a_column(
    tmp_path: Path, values: list[str], dates: str | None, expected: list[datetime.datetime | None]
) -> None:
    assert moments(tmp_path, values, dates=dates) == expected


def test_the_format_is_proven_over_all_files_of_a_table(tmp_path: Path) -> None:
    files = {"incidents_1.csv": HEAD + "1,03/04/2025,c\n", "incidents_2.csv": HEAD + "2,25/04/2025,c\n"}
    with loaded_files(tmp_path, files) as made:
        assert made.rows("select opened_at from canonical.incidents where incident_id = '1'") == [
            (utc(2025, 4, 2, 22),)
        ]


def test_a_column_that_turns_out_to_be_no_iso_after_the_sample_is_proven_as_a_whole(tmp_path: Path) -> None:
    early = "".join(f"{number},2026-01-01,\n" for number in range(3000))
    late = "".join(f"{number},2026-01-01,25/01/2026\n" for number in range(3000, 3100))
    content = "incident_id,opened_at,closed_at\n" + early + late
    with loaded_files(tmp_path, {"incidents.csv": content}) as made:
        assert made.counts("incidents") == (3100, 3100, 0, 0)
        assert made.rows("select count(closed_at) from canonical.incidents") == [(100,)]


def test_ids_stay_text(tmp_path: Path) -> None:
    with loaded_files(tmp_path, {"incidents.csv": HEAD + " 0000045 ,2026-01-01,007\n"}) as made:
        assert made.rows("select incident_id, customer_id from canonical.incidents") == [("0000045", "007")]


CELLS: tuple[tuple[str, str, object], ...] = (
    ("cause_verified", "YES", True),
    ("cause_verified", "0", False),
    ("fcr_eligible", "", True),
    ("kind", "", "complaint"),
    ("kind", " Complaint ", "complaint"),
    ("kind", "grumble", None),
    ("kind_raw", "grumble", "grumble"),
    ("kind_raw", "question", None),
    ("channel", "Fax", "other"),
    ("channel_raw", "Fax", "Fax"),
    ("severity", "3.0", 3),
    ("reopened_count", "+2", 2),
    ("product", '" say ""yes"" "', 'say "yes"'),
    ("product", "", None),
)
"""Column, text in the file, value in the table."""


def test_each_cell_is_read_as_its_column_wants_it(tmp_path: Path) -> None:
    """Each in a file of its own, all in one load."""
    files: Files = {
        f"incidents_{number}.csv": f"incident_id,opened_at,{column.removesuffix('_raw')}\n{number},2026-01-01,{text}\n"
        for number, (column, text, _) in enumerate(CELLS)
    }
    with loaded_files(tmp_path, files) as made:
        found = [
            made.rows(f'select "{column}" from canonical.incidents where incident_id = ?', str(number))  # noqa: S608
            for number, (column, _, _) in enumerate(CELLS)
        ]
    assert found == [[(value,)] for _, _, value in CELLS]


MONEY = ("1,234.56", "12,50", "€5", "1 000", "abc", "0x10", "1_000", "nan", "inf", "5 EUR")


def test_money_in_another_form_is_rejected_with_the_rule(tmp_path: Path) -> None:
    """Each form in a file of its own, all in one load."""
    files: Files = {
        f"account_month_{number}.csv": f'customer_id,month,revenue\nc{number},2026-01,5\nc{number},2026-02,"{text}"\n'
        for number, text in enumerate(MONEY)
    }
    with loaded_files(tmp_path, files) as made:
        assert made.counts("account_month") == (2 * len(MONEY), len(MONEY), len(MONEY), 0)
        assert sorted(reject["value"] for reject in made.rejects) == sorted(MONEY)
        assert {reject["column"] for reject in made.rejects} == {"revenue"}
        assert [reject["rule"] for reject in made.rejects if "1234.56" not in reject["rule"]] == []


def test_money_keeps_two_decimals_and_may_be_negative_where_it_can(tmp_path: Path) -> None:
    content = "customer_id,month,revenue\nc1,2026-01,-1234.56\nc1,2026-02-01,0.1\n"
    with loaded_files(tmp_path, {"account_month.csv": content}) as made:
        rows = made.rows("select month, revenue from canonical.account_month order by month")
        assert rows == [
            (datetime.date(2026, 1, 1), Decimal("-1234.56")),
            (datetime.date(2026, 2, 1), Decimal("0.10")),
        ]


def test_a_month_is_its_first_day(tmp_path: Path) -> None:
    content = "customer_id,month,revenue\nc1,2026-01,1\nc1,2026-02-15,1\n"
    with loaded_files(tmp_path, {"account_month.csv": content}) as made:
        assert made.counts("account_month") == (2, 1, 1, 0)


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ("1,2026-01-01,a,2026-01-02Z\n1,2026-01-01,b,2026-01-03T00:00Z\n1,2026-01-01,c,\n", "b"),
        ("1,2026-01-01,a,\n1 ,2026-01-01,b,\n", "b"),
    ],
)
def test_the_newest_row_of_a_key_is_kept(tmp_path: Path, rows: str, kept: str) -> None:
    rows = rows.replace("02Z", "02T00:00Z")
    with loaded_files(tmp_path, {"incidents.csv": "incident_id,opened_at,product,updated_at\n" + rows}) as made:
        assert made.rows("select product from canonical.incidents") == [(kept,)]
        assert made.counts("incidents")[3] == len(rows.splitlines()) - 1


def test_two_unmapped_reasons_of_one_loss_are_two_rows(tmp_path: Path) -> None:
    content = "loss_id,reason_code,weight\na,parking,\na,music,\n"
    with loaded_files(tmp_path, {"loss_reasons.csv": content}) as made:
        assert made.counts("loss_reasons") == (2, 2, 0, 0)
        assert made.rows("select distinct reason_code, weight from canonical.loss_reasons") == [("other", 0.5)]


WEIGHTS = (
    (("1", "1"), [0.5, 0.5]),
    (("", ""), [0.5, 0.5]),
    (("0.25", ""), [0.25, 0.75]),
    (("2", ""), [1, 0]),
    (("1",), [1]),
)
"""The weights of one loss as given, and what becomes of them."""


def test_weights_of_a_loss_add_up_to_one(tmp_path: Path) -> None:
    lines = [
        f"{number},{code},{weight}\n"
        for number, (given, _) in enumerate(WEIGHTS)
        for code, weight in zip(("death", "moved"), given, strict=False)
    ]
    with loaded_files(tmp_path, {"loss_reasons.csv": "loss_id,reason_code,weight\n" + "".join(lines)}) as made:
        select = "select weight from canonical.loss_reasons where loss_id = ? order by reason_code"
        found = [[row[0] for row in made.rows(select, str(number))] for number in range(len(WEIGHTS))]
    assert found == [expected for _, expected in WEIGHTS]


def test_a_customer_met_only_elsewhere_becomes_one_without_attributes(tmp_path: Path) -> None:
    files = {"customers.csv": "customer_id,name\nc1,Anna\n", "incidents.csv": HEAD + "1,2026-01-01,c2\n"}
    with loaded_files(tmp_path, files) as made:
        assert made.counts("customers") == (1, 1, 0, 0)
        rows = made.rows("select customer_id, name, is_internal from canonical.customers order by 1")
        assert rows == [("c1", "Anna", False), ("c2", None, False)]
        assert any("only in other tables" in warning for warning in made.built.warnings)


def test_folders_parts_and_gzip(tmp_path: Path) -> None:
    files: Files = {
        "incidents_2025.csv": HEAD + "1,2025-01-01,c1\n",
        "incidents-2.csv.gz": gzip.compress((HEAD + "2,2025-01-01,c1\n3,x,c1\n").encode()),
        "customers/a.csv": "customer_id,name\nc1,X\n",
        "customers/b.tsv": "customer_id\tname\nc2\tY\n",
        "readme.md": "not a table",
        "truths.json": "{}",
    }
    with loaded_files(tmp_path, files) as made:
        assert made.counts("incidents") == (3, 2, 1, 0)
        assert made.counts("customers") == (2, 2, 0, 0)
        assert made.rejects[0]["line"] == "3"
        assert [Path(file.path).name for file in made.built.tables["customers"].files] == ["a.csv", "b.tsv"]
        assert [file.delimiter for file in made.built.tables["customers"].files] == [",", "\t"]


def test_delimiters(tmp_path: Path) -> None:
    signs = [",", ";", "\t", "|"]
    files: Files = {
        f"incidents_{number}.csv": f'incident_id{sign}opened_at{sign}product\n{number}{sign}2026-01-01{sign}"a,b;c|d"\n'
        for number, sign in enumerate(signs)
    }
    with loaded_files(tmp_path, files) as made:
        assert made.rows("select product from canonical.incidents") == [("a,b;c|d",)] * len(signs)
        assert [file.delimiter for file in made.built.tables["incidents"].files] == signs


def test_a_single_column_and_its_blank_lines(tmp_path: Path) -> None:
    with loaded_files(tmp_path, {"teams.csv": "team_id\r\nt1\r\n\r\nt2"}) as made:
        assert made.rows("select team_id from canonical.teams order by 1") == [("t1",), ("t2",)]


def test_headers_are_matched_without_case_and_blanks_and_unknown_ones_named(tmp_path: Path) -> None:
    content = "\ufeffIncident_ID , OPENED_AT,mood\n1,2026-01-01,bad\n"
    with loaded_files(tmp_path, {"incidents.csv": content}) as made:
        assert made.counts("incidents") == (1, 1, 0, 0)
        assert any("mood" in warning for warning in made.built.warnings)


def test_a_named_file_is_recognised_by_its_columns(tmp_path: Path) -> None:
    path = write_files(tmp_path, {"export.csv": HEAD + "1,2026-01-01,c\n"}) / "export.csv"
    with loaded(tmp_path / "out", path) as made:
        assert made.counts("incidents") == (1, 1, 0, 0)
        assert any("was read as incidents" in warning for warning in made.built.warnings)


def test_parquet_of_other_types(tmp_path: Path) -> None:
    path = tmp_path / "incidents.parquet"
    duckdb.connect().sql(
        "select 45 as incident_id, timestamptz '2026-01-05 10:00:00+01' as opened_at, 2.0::double as severity, "
        "'nan'::double as reopened_count, date '2026-01-06' as closed_at, true as cause_verified, "
        "7::decimal(9,2) as product "
        "union all select 46, null, 9, null, null, false, null"
    ).to_parquet(str(path))
    with loaded(tmp_path / "out", path) as made:
        rows = made.rows("select incident_id, opened_at, severity, closed_at, cause_verified from canonical.incidents")
        assert rows == [("45", utc(2026, 1, 5, 9), 2, utc(2026, 1, 5, 23), True)]
        assert made.counts("incidents") == (2, 1, 1, 0)
        assert {reject["line"] for reject in made.rejects} == {"2"}
        assert {reject["column"]: reject["value"] for reject in made.rejects} == {"opened_at": "", "severity": "9.0"}


def test_xlsx_with_several_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    incidents = book.active
    assert incidents is not None
    incidents.title = "incidents"
    incidents.append(["incident_id", "opened_at", "severity", None])
    incidents.append([45, datetime.datetime(2026, 1, 5, 10, 0), 2.0])
    incidents.append([])
    incidents.append(["0046", "2026-01-06", 8])
    teams = book.create_sheet("teams")
    teams.append(["team_id", "name"])
    teams.append(["t1", "Élan"])
    path = tmp_path / "export.xlsx"
    book.save(path)
    with loaded(tmp_path / "out", path) as made:
        assert made.rows("select incident_id, opened_at, severity from canonical.incidents") == [
            ("45", utc(2026, 1, 5, 9), 2)
        ]
        assert made.rows("select * from canonical.teams") == [("t1", "Élan")]
        assert [(reject["line"], reject["raw"]) for reject in made.rejects] == [("4", "0046,2026-01-06,8")]


def test_the_cut_off_is_the_latest_thing_that_happened_and_no_due_date(tmp_path: Path) -> None:
    files = {
        "incidents.csv": "incident_id,opened_at,deadline_at\n1,2026-01-05T10:00:00Z,2026-09-01\n",
        "losses.csv": "loss_id,customer_id,lost_at\nl1,c1,2026-01-20\n",
        "account_month.csv": "customer_id,month,revenue\nc1,2026-01,5\n",
    }
    with loaded_files(tmp_path, files) as made:
        assert made.built.as_of == utc(2026, 1, 19, 23)
    with loaded(tmp_path / "fixed", tmp_path / "in", as_of=utc(2026, 1, 10)) as made:
        assert made.built.as_of == utc(2026, 1, 10)
        assert made.counts("losses") == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("files", "tier"),
    [
        ({"teams.csv": "team_id\nt\n"}, None),
        ({"incidents.csv": "incident_id,opened_at\n1,2026-01-01\n"}, "T0"),
        ({"incidents.csv": "incident_id,opened_at,resolved_at,team_id\n1,2026-01-01,2026-01-02,t\n"}, "T1"),
        ({"incidents.csv": "incident_id,opened_at,resolved_at,customer_id\n1,2026-01-01,2026-01-02,c\n"}, "T2"),
    ],
)
def test_tiers(tmp_path: Path, files: Files, tier: str | None) -> None:
    with loaded_files(tmp_path, files) as made:
        assert made.built.tier == tier


def test_what_is_known_about_the_version(tmp_path: Path) -> None:
    content = "incident_id,opened_at,kind\n1,05/13/2026,question\n2,bad,\n1,06/14/2026,\n"
    with loaded_files(tmp_path, {"incidents.csv": content}) as made:
        assert made.rows(
            "select count_read, count_loaded, count_rejected, count_duplicates, date_formats from meta.files"
        ) == [(3, 1, 1, 1, "opened_at: month first")]
        filled = made.rows("select count_filled from meta.coverage where column_name = 'kind' and value = 'complaint'")
        assert filled == [(1,)]
        assert made.rows("select count_filled from meta.coverage where column_name = 'closed_at'") == [(0,)]
