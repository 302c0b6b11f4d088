"""The three mappings on the real files; the expected rows were read in the files by eye."""

from collections import Counter
from pathlib import Path

import pytest

from dashboard.load import mappings
from tests.load.projected import Rows, projected, read_csv

Made = dict[str, Rows]


def made_of(name: str, path: Path, answers: dict[str, str] | None = None) -> Made:
    headers, rows = read_csv(path)
    return projected(mappings.read(name), headers, rows, answers)


@pytest.fixture(scope="module")
def service_log(real_data: Path) -> Path:
    return real_data / "servicenow_incident_log" / "original_values_5998.csv"


@pytest.fixture(scope="module")
def servicenow(service_log: Path) -> Made:
    return made_of("servicenow", service_log)


@pytest.fixture(scope="module")
def bureau(real_data: Path) -> Made:
    return made_of("cfpb", real_data / "cfpb_disputed_samples" / "capitalprince_1000.csv")


@pytest.fixture(scope="module")
def bureau_without_ids(real_data: Path) -> Made:
    return made_of("cfpb", real_data / "cfpb_disputed_samples" / "nobieyi00_2013_3186.csv")


@pytest.fixture(scope="module")
def telco(real_data: Path) -> Made:
    path = real_data / "telco_ibm_plain" / "Telco-Customer-Churn.csv"
    return made_of("telco", path, {"export_date": "2026-03-31"})


def types_of(made: Made) -> Counter[str | None]:
    return Counter(row["event_type"] for row in made["incident_events"])


def test_every_row_of_the_log_tells_of_its_incident(servicenow: Made) -> None:
    incidents = servicenow["incidents"]
    assert len(incidents) == 5998
    assert len({row["incident_id"] for row in incidents}) == 890
    assert incidents[3] == {
        "incident_id": "INC0000045",
        "opened_at": "29-02-2016 01:16",
        "customer_id": "Caller 2403",
        "kind": "complaint",
        "channel": "phone",
        "product": "Category 55",
        "severity": "2",
        "cause_raw": "Subcategory 170 / Symptom 72",
        "team_id": "Group 56",
        "agent_id": None,
        "status": "Closed",
        "resolved_at": "29-02-2016 11:29",
        "closed_at": "05-03-2016 12:00",
        "reopened_count": "0",
        "updated_at": "05-03-2016 12:00",
    }


def test_priority_one_is_the_gravest_severity(servicenow: Made) -> None:
    newest = {row["incident_id"]: row["severity"] for row in servicenow["incidents"]}
    assert Counter(newest.values()) == {"4": 15, "3": 33, "2": 757, "1": 85}


def test_events_of_the_log_are_what_changed(servicenow: Made) -> None:
    assert types_of(servicenow) == {"resolved": 901, "closed": 890, "assign": 887, "transfer": 834, "reopened": 11}
    ids = [row["event_id"] for row in servicenow["incident_events"]]
    assert len(set(ids)) == len(ids)


def test_the_story_of_a_reopened_incident(servicenow: Made) -> None:
    story = [row for row in servicenow["incident_events"] if row["incident_id"] == "INC0000102"]
    assert Counter((row["event_type"], row["event_at"], row["team_id"]) for row in story) == Counter(
        [
            ("assign", "29-02-2016 09:13", "Group 70"),
            ("transfer", "04-03-2016 11:15", "Group 50"),
            ("transfer", "04-03-2016 12:17", "Group 70"),
            ("transfer", "04-03-2016 14:08", "Group 29"),
            ("transfer", "04-03-2016 15:51", "Group 23"),
            ("resolved", "14-03-2016 08:13", "Group 23"),
            ("reopened", "17-03-2016 16:27", "Group 23"),
            ("resolved", "17-03-2016 16:28", "Group 23"),
            ("closed", "24-03-2016 18:59", "Group 23"),
        ]
    )
    assert story[-1]["event_id"] == "INC0000102 / 24-03-2016 18:59 / 19 / closed"


def test_the_order_of_the_rows_in_the_log_does_not_matter(service_log: Path, servicenow: Made) -> None:
    headers, rows = read_csv(service_log)
    rows.sort(key=lambda row: row[::-1])
    shuffled = projected(mappings.read("servicenow"), headers, rows)
    assert as_set(shuffled["incident_events"]) == as_set(servicenow["incident_events"])


def test_the_circulating_edition_of_the_log_reads_the_same(service_log: Path, servicenow: Made) -> None:
    headers, rows = read_csv(service_log)
    renamed = {"incident_state": "ident_state", "subcategory": "category"}
    twin = projected(mappings.read("servicenow"), [renamed.get(header, header) for header in headers], rows)
    assert twin == servicenow


def as_set(rows: Rows) -> set[tuple[str | None, ...]]:
    return {tuple(row.values()) for row in rows}


def test_complaints_of_the_bureau(bureau: Made) -> None:
    assert len(bureau["incidents"]) == 1000
    first = bureau["incidents"][0]
    assert first == {
        "incident_id": "511074",
        "opened_at": "8/30/2013",
        "kind": "complaint",
        "channel": "Referral",
        "product": "Mortgage",
        "detected_by": "regulator",
        "cause_raw": "Loan modification,collection,foreclosure",
        "team_id": "U.S. Bancorp",
        "status": "Closed with explanation",
        "external_escalation": "regulator",
    }
    story = [row for row in bureau["incident_events"] if row["incident_id"] == "511074"]
    assert [(row["event_type"], row.get("event_at")) for row in story] == [
        ("assign", "9/3/2013"),
        ("explanation", None),
        ("customer_disputed", None),
    ]


def test_answers_of_companies_become_what_they_say_and_nothing_more(bureau: Made, bureau_without_ids: Made) -> None:
    assert types_of(bureau) == {
        "assign": 1000,
        "explanation": 729,
        "customer_disputed": 211,
        "fix_delivered": 157,
        "comp_offered": 94,
    }
    assert types_of(bureau_without_ids) == {
        "assign": 3186,
        "explanation": 2489,
        "customer_disputed": 595,
        "fix_delivered": 384,
        "comp_offered": 216,
    }


def test_an_answer_without_a_date_is_no_resolution(bureau: Made) -> None:
    assert not {"resolved_at", "closed_at"} & bureau["incidents"][0].keys()
    assert {row["event_at"] for row in bureau["incident_events"] if "event_at" in row} >= {"9/3/2013"}
    assert all("event_at" not in row for row in bureau["incident_events"] if row["event_type"] != "assign")


def test_complaints_without_a_number_get_one_that_stays(bureau_without_ids: Made) -> None:
    ids = [str(row["incident_id"]) for row in bureau_without_ids["incidents"]]
    assert len(set(ids)) == len(ids) == 3186
    # Eleven complaints are word for word like an earlier one; they are told apart, not lost.
    assert Counter(number.rsplit("-", 1)[1] for number in ids) == {"1": 3175, "2": 8, "3": 2, "4": 1}


def test_every_company_is_a_team_once(bureau: Made) -> None:
    teams = [row["team_id"] for row in bureau["teams"]]
    assert len(set(teams)) == len(teams) == 202
    assert set(teams) == {row["team_id"] for row in bureau["incidents"]}


def test_customers_and_losses_of_the_operator(telco: Made) -> None:
    assert len(telco["customers"]) == 7043
    assert len(telco["losses"]) == 1869
    assert "loss_reasons" not in telco
    assert telco["customers"][1] == {
        "customer_id": "5575-GNVDE",
        "segment": "One year",
        "acquired_at": "2023-05-31",
        "lock_in": "contract",
    }
    assert telco["losses"][0] == {
        "loss_id": "3668-QPYBK-loss",
        "customer_id": "3668-QPYBK",
        "lost_at": "2026-03-31",
        "kind": "full",
    }


def test_customers_of_less_than_a_month_begin_on_the_day_of_the_export(telco: Made) -> None:
    begun = [row for row in telco["customers"] if row["acquired_at"] == "2026-03-31"]
    assert len(begun) == 11
    assert not {row["customer_id"] for row in begun} & {row["customer_id"] for row in telco["account_month"]}


def test_revenue_goes_back_as_far_as_the_stay_but_a_year_at_most(telco: Made) -> None:
    by_customer: dict[str | None, list[tuple[str | None, str | None]]] = {}
    for row in telco["account_month"]:
        by_customer.setdefault(row["customer_id"], []).append((row["month"], row["revenue"]))
    assert sorted(by_customer["3668-QPYBK"], key=str) == [("2026-01-01", "53.85"), ("2026-02-01", "53.85")]
    assert len(by_customer["5575-GNVDE"]) == 12
    assert min(month for month, _ in by_customer["5575-GNVDE"] if month) == "2025-03-01"
    assert len(by_customer) == 7032


EXTENDED = "CustomerID,Country,Tenure Months,Contract,Monthly Charges,Churn Label,Churn Value,Churn Reason"
JOINED = "Customerid ,Tenureinmonths ,Contract ,Monthlycharge ,Customerstatus ,Churncategory ,Churnreason "


def test_reasons_of_the_extended_editions() -> None:
    wide = [["1-A", "United States", "5", "Two year", "70.1", "Yes", "1", "Attitude of support person"]]
    wide += [["2-B", "United States", "5", "One year", "70.1", "No", "0", ""]]
    made = projected(mappings.read("telco"), EXTENDED.split(","), wide, {"export_date": "2026-03-31"})
    assert made["loss_reasons"] == [{"loss_id": "1-A-loss", "reason_code": "not_cared_for"}]
    assert [row["country"] for row in made["customers"]] == ["United States", "United States"]
    joined = [["1-A", "5", "Two Year", "70.1", "Churned", "Competitor", "Competitor had better devices"]]
    joined += [["2-B", "5", "One Year", "70.1", "Churned", "Price", " "], ["3-C", "5", "", "7", "Stayed", "", ""]]
    made = projected(mappings.read("telco"), JOINED.split(","), joined, {"export_date": "2026-03-31"})
    assert [row["reason_code"] for row in made["loss_reasons"]] == ["better_competitor", "cheaper_competitor"]
    assert len(made["losses"]) == 2
    assert [row["lock_in"] for row in made["customers"]] == ["contract", "contract", None]


def test_a_banks_own_extract_opens_on_the_day_of_submission() -> None:
    headers = "Complaint ID,Submitted via,Date submitted,Date received,Product,Issue,Company response to consumer"
    rows = [["0004", "Web", "2021-03-05", "2021-03-08", "Mortgage", "Fees", "Closed with monetary relief"]]
    made = projected(mappings.read("cfpb"), headers.split(","), rows)
    assert made["incidents"][0]["incident_id"] == "0004"
    assert made["incidents"][0]["opened_at"] == "2021-03-05"
    assert made["incident_events"][0]["event_at"] == "2021-03-08"
    assert types_of(made) == {"assign": 1, "comp_offered": 1}


def test_a_consumers_own_words_are_a_message() -> None:
    headers = "Date received,Product,Issue,Consumer complaint narrative,Submitted via,Company response to consumer"
    rows = [["03/05/2021", "Mortgage", "Fees", "They kept charging.", "Web", "In progress"]]
    [message] = projected(mappings.read("cfpb"), headers.split(","), rows)["incident_events"]
    assert (message["event_type"], message["direction"], message["body"]) == (
        "message",
        "inbound",
        "They kept charging.",
    )
