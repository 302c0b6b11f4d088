import pytest

from dashboard.errors import AmendsError
from dashboard.load import mappings

# As published: see the editions of each file in data/mappings.
TELCO = "customerID,gender,tenure,Contract,MonthlyCharges,TotalCharges,Churn"
TELCO_WIDE = "CustomerID,Count,Country,Tenure Months,Contract,Monthly Charges,Churn Label,Churn Value,Churn Reason"
TELCO_JOINED = "Customerid ,Tenureinmonths ,Monthlycharge ,Churnlabel ,Churnreason ,Contract "
CFPB = (
    "Date received,Product,Sub-product,Issue,Sub-issue,Consumer complaint narrative,Company public response,Company,"
    "State,ZIP code,Tags,Consumer consent provided?,Submitted via,Date sent to company,Company response to consumer,"
    "Timely response?,Consumer disputed?,Complaint ID"
)
CFPB_BANK = (
    "Complaint ID,Submitted via,Date submitted,Date received,State,Product,Sub-product,Issue,Sub-issue,"
    "Company public response,Company response to consumer,Timely response?"
)
SERVICENOW = "number,incident_state,reopen_count,opened_at,sys_updated_at,category,subcategory,assignment_group"
SERVICENOW_TWIN = "number,ident_state,reopen_count,opened_at,sys_updated_at,category,category,assignment_group"


@pytest.mark.parametrize(
    ("header_line", "name"),
    [
        (TELCO, "telco"),
        (TELCO_WIDE, "telco"),
        (TELCO_JOINED, "telco"),
        (CFPB, "cfpb"),
        (CFPB.lower().replace(" ", "_"), "cfpb"),
        ("," + CFPB, "cfpb"),
        (CFPB_BANK, "cfpb"),
        (SERVICENOW, "servicenow"),
        (SERVICENOW_TWIN, "servicenow"),
    ],
)
def test_the_best_suggestion_fits_every_edition(header_line: str, name: str) -> None:
    best = mappings.suggest(header_line.split(","))[0]
    assert (best.mapping.name, best.fits) == (name, True)
    assert f"that “{name}”" in best.reason
    assert "all that it requires" in best.reason


@pytest.mark.parametrize(
    "header_line",
    [
        "Call  Failure,Complains,Subscription  Length,Charge  Amount,Age,Customer Value,Churn",
        "Ticket ID,Customer Name,Date of Purchase,Ticket Type,Ticket Subject,Ticket Status",
        "CustomerId,Surname,Tenure,Balance,Exited",
        "",
    ],
)
def test_other_files_fit_no_mapping(header_line: str) -> None:
    suggestions = mappings.suggest(header_line.split(","))
    assert not any(suggestion.fits for suggestion in suggestions)
    assert all(suggestion.missing and "it lacks" in suggestion.reason for suggestion in suggestions)


def test_the_bureau_and_the_bank_mean_different_days_by_date_received() -> None:
    bank = mappings.read("cfpb").projections(CFPB_BANK.split(","), {})[0]
    bureau = mappings.read("cfpb").projections(CFPB.split(","), {})[0]
    assert bank.prepare is not None
    assert bureau.prepare is not None
    assert 'TRIM("Date submitted") END AS "text of date_received"' in bank.prepare.sql("duckdb")
    assert 'TRIM("Date received") END AS "text of date_received"' in bureau.prepare.sql("duckdb")


def test_a_second_column_of_the_same_name_is_told_apart_where_it_is_known() -> None:
    mapping = mappings.read("servicenow")
    headers = SERVICENOW_TWIN.split(",")
    assert mapping.column_names(headers)[5:7] == ("category", "category (7)")
    assert mapping.column_names(["number", "Number ", "x", "x"]) == ("number", "Number (2)", "x", "x (4)")
    assert mapping.unknown_headers([*headers, "colour", "location"]) == ("colour",)


def test_a_second_column_of_the_same_name_is_refused_where_it_is_not_known() -> None:
    with pytest.raises(AmendsError, match="The columns 1 and 9 are both called “number”"):
        mappings.read("servicenow").projections([*SERVICENOW.split(","), "Number"], {})
    assert mappings.read("servicenow").projections([*SERVICENOW.split(","), "note", "note"], {})


def test_nameless_columns_get_a_name_and_other_names_stay_as_written() -> None:
    names = mappings.read("cfpb").column_names(["", "Date received ", " ", "Product"])
    assert names == ("column 1", "Date received ", "column 3", "Product")


def test_a_missing_column_is_answered_with_the_nearest_header() -> None:
    with pytest.raises(AmendsError, match=r'"telco" needs the column "tenure" \(the nearest is "tenur"\)'):
        mappings.read("telco").projections(TELCO.replace("tenure", "tenur").split(","), {})


@pytest.mark.parametrize("answers", [{}, {"export_date": "soon"}])
def test_a_missing_answer_is_asked_for(answers: dict[str, str]) -> None:
    with pytest.raises(AmendsError, match=r'"telco" asks: On which day was the file made\?'):
        mappings.read("telco").projections(TELCO.split(","), answers)


def test_a_mapping_says_what_it_needs_and_what_must_be_shown() -> None:
    telco = mappings.read("telco")
    assert telco.required == ("customer_id", "tenure", "monthly_charges", "churn")
    assert "churn_reason" in telco.optional
    assert [ask.name for ask in telco.asks] == ["export_date"]
    notes = {note.topic: note.text for note in telco.notes}
    assert "Counted back from the tenure, not recorded" in notes["customers.acquired_at"]
    assert "not recorded" in notes["losses.lost_at"].lower()
