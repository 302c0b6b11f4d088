"""Foreign files through the loader: counts, typed values read in the files by eye, what must be said of them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard.errors import AmendsError
from dashboard.load import Built, LoadRequest
from dashboard.load.build import build

EXPORTED = datetime(2026, 3, 31)


class Loaded:
    """Files read into a building database, which can be asked; the KPIs are not built on it."""

    def __init__(self, folder: Path, *paths: Path, **options: Any) -> None:
        folder.mkdir(exist_ok=True)
        self.rejects = folder / "rejects.csv"
        self.con = duckdb.connect(str(folder / "building.duckdb"))
        request = LoadRequest(paths, **options)
        self.built: Built = build(self.con, request, None, self.rejects, lambda _stage, _share: None)

    def ask(self, query: str) -> list[Any]:
        return self.con.execute(query).fetchall()

    def counts(self, table: str) -> tuple[int, int, int, int]:
        report = self.built.tables[table]
        assert report.read == report.loaded + report.rejected + report.duplicates
        return report.read, report.loaded, report.rejected, report.duplicates


@pytest.fixture(scope="module")
def log(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    path = real_data / "servicenow_incident_log" / "original_values_5998.csv"
    return Loaded(tmp_path_factory.mktemp("log"), path)


@pytest.fixture(scope="module")
def bureau(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = real_data / "cfpb_disputed_samples"
    paths = (folder / "capitalprince_1000.csv", folder / "nobieyi00_2013_3186.csv")
    return Loaded(tmp_path_factory.mktemp("bureau"), *paths)


@pytest.fixture(scope="module")
def operator(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    path = real_data / "telco_ibm_plain" / "Telco-Customer-Churn.csv"
    return Loaded(tmp_path_factory.mktemp("operator"), path, as_of=EXPORTED, timezone="Europe/Budapest")


def test_many_rows_of_the_log_are_one_incident(log: Loaded) -> None:
    assert log.counts("incidents") == (5998, 890, 0, 5108)
    assert log.counts("incident_events") == (3523, 3523, 0, 0)
    assert log.counts("teams") == (61, 61, 0, 0)
    assert any("servicenow" in warning for warning in log.built.warnings)


def test_an_incident_is_as_its_newest_row_says(log: Loaded) -> None:
    # 29-02-2016 01:16 in Budapest is an hour earlier in UTC.
    [row] = log.ask(
        "select opened_at, resolved_at, closed_at, status, severity, reopened_count, kind, channel, team_id, agent_id "
        "from canonical.incidents where incident_id = 'INC0000045'"
    )
    assert row == (
        *(datetime(2016, 2, 29, 0, 16), datetime(2016, 2, 29, 10, 29), datetime(2016, 3, 5, 11, 0)),
        *("Closed", 2, 0, "complaint", "phone", "Group 56", None),
    )
    assert log.ask("select status, count(*) from canonical.incidents group by status") == [("Closed", 890)]


def test_a_reopened_incident_keeps_both_claims(log: Loaded) -> None:
    times = log.ask(
        "select event_type, event_at from canonical.incident_events where incident_id = 'INC0000102' "
        "and event_type in ('resolved', 'reopened') order by event_at"
    )
    assert times == [
        ("resolved", datetime(2016, 3, 14, 7, 13)),
        ("reopened", datetime(2016, 3, 17, 15, 27)),
        ("resolved", datetime(2016, 3, 17, 15, 28)),
    ]


def test_complaints_of_two_dialects_stand_together(bureau: Loaded) -> None:
    assert bureau.counts("incidents") == (4186, 4186, 0, 0)
    events = dict(bureau.ask("select event_type, count(*) from canonical.incident_events group by event_type"))
    assert events == {
        "assign": 4186,
        "explanation": 3218,
        "customer_disputed": 806,
        "fix_delivered": 541,
        "comp_offered": 310,
    }
    channels = dict(bureau.ask("select coalesce(channel_raw, channel), count(*) from canonical.incidents group by 1"))
    assert {channels[name] for name in ("Referral", "Fax")} == {625, 71}


def test_days_of_the_bureau_are_month_first_and_begin_at_local_midnight(bureau: Loaded) -> None:
    query = "select opened_at, cause_raw, team_id, status from canonical.incidents where incident_id = '530602'"
    assert bureau.ask(query) == [
        (
            datetime(2013, 9, 16, 22, 0),
            "Loan modification,collection,foreclosure",
            "SunTrust Banks, Inc.",
            "Closed with explanation",
        )
    ]


def test_what_has_no_date_gets_none(bureau: Loaded) -> None:
    query = "select count(*) filter (event_at is not null) from canonical.incident_events where event_type <> 'assign'"
    assert bureau.ask(query) == [(0,)]
    assert bureau.ask("select count(resolved_at) from canonical.incidents") == [(0,)]
    coverage = (
        "select value from meta.coverage where column_name = 'event_type' and value = 'resolved' and count_filled > 0"
    )
    assert bureau.ask(coverage) == []


def test_customers_losses_and_revenue_of_the_operator(operator: Loaded) -> None:
    assert operator.counts("customers") == (7043, 7043, 0, 0)
    assert operator.counts("losses") == (1869, 1869, 0, 0)
    months, customers, first, last = operator.ask(
        "select count(*), count(distinct customer_id), min(month), max(month) from canonical.account_month"
    )[0]
    assert (months, customers, first, last) == (68627, 7032, date(2025, 3, 1), date(2026, 2, 1))
    query = "select acquired_at, lock_in, segment from canonical.customers where customer_id = '5575-GNVDE'"
    assert operator.ask(query) == [(date(2023, 5, 31), "contract", "One year")]
    query = "select sum(revenue) from canonical.account_month where customer_id = '3668-QPYBK'"
    assert operator.ask(query) == [(Decimal("107.70"),)]
    assert operator.ask("select distinct lost_at, kind from canonical.losses") == [(date(2026, 3, 31), "full")]
    assert operator.built.as_of == EXPORTED


def test_what_is_counted_back_is_said_with_the_data(operator: Loaded) -> None:
    notes: dict[str, str] = dict(operator.ask("select topic, text from meta.notes"))
    assert "not recorded" in notes["customers.acquired_at"]
    assert {"losses.lost_at", "account_month.revenue"} <= notes.keys()


def test_a_file_without_dates_asks_for_its_day(real_data: Path, tmp_path: Path) -> None:
    path = real_data / "telco_ibm_plain" / "Telco-Customer-Churn.csv"
    with pytest.raises(AmendsError, match=r"On which day was the file made\?"):
        Loaded(tmp_path, path)


def write(path: Path, lines: Sequence[str], encoding: str = "utf-8") -> Path:
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def test_leading_zeros_signs_and_an_index_column_survive(tmp_path: Path) -> None:
    lines = [
        ";Complaint ID;Date submitted;Date received;Product;Issue;Submitted via;Company response to consumer",
        "0;0000045;2021-03-05;2021-03-08;Mortgage;Árvíztűrő;Web;Closed with monetary relief",
        "1;0000046;2021-03-06;2021-03-08;Mortgage;Fees;Fax;N/A",
    ]
    made = Loaded(tmp_path / "w", write(tmp_path / "bank.csv", lines))
    query = "select incident_id, cause_raw, channel, channel_raw, status from canonical.incidents order by incident_id"
    assert made.ask(query) == [
        ("0000045", "Árvíztűrő", "web", None, "Closed with monetary relief"),
        ("0000046", "Fees", "other", "Fax", None),
    ]


def test_a_tenure_that_is_no_number_is_a_rejected_row(tmp_path: Path) -> None:
    lines = ["customerID,tenure,MonthlyCharges,Churn", "1-A,5,70.1,No", "2-B,long,70.1,Yes", "3-C,,70.1,No"]
    made = Loaded(tmp_path / "w", write(tmp_path / "churn.csv", lines), as_of=EXPORTED)
    assert made.counts("customers") == (3, 2, 1, 0)
    assert made.counts("losses")[:2] == (1, 1)
    assert "long" in made.rejects.read_text(encoding="utf-8")


def test_the_same_export_twice_is_told_as_duplicates(real_data: Path, tmp_path: Path) -> None:
    path = real_data / "cfpb_disputed_samples" / "nobieyi00_2013_3186.csv"
    copy = tmp_path / "copy.csv"
    copy.write_bytes(path.read_bytes())
    made = Loaded(tmp_path / "w", path, copy)
    assert made.counts("incidents") == (6372, 3186, 0, 3186)
