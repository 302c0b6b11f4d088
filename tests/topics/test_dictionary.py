from dashboard import contracts
from dashboard.engine import kpis
from dashboard.topics import dictionary


def test_no_words_find_every_measure() -> None:
    assert {kpi.id for kpi in dictionary.find("")} == set(kpis.registry())


def test_every_word_must_be_in_the_definition() -> None:
    found = {kpi.id for kpi in dictionary.find("Apology SEVEN days")}
    assert "apology_rate" in found
    assert "churn_rate" not in found
    assert dictionary.find("apology zebra") == ()


def test_a_column_finds_the_measures_that_need_it() -> None:
    found = {kpi.id for kpi in dictionary.find("loss_reasons.reason_code")}
    assert "loss_reason_share" in found
    assert "backlog" not in found


def test_families_narrow() -> None:
    assert {kpi.family for kpi in dictionary.find("", ("loss", "value"))} == {"loss", "value"}
    assert "loss" in dictionary.families()


def test_codes_are_found_in_any_language_with_their_use() -> None:
    filled = {("incidents", "channel", "phone"): 7, ("incidents", "channel", None): 9}
    (phone,) = [used for used in dictionary.codes("ტელეფონი", "channel", filled) if used.code.code == "phone"]
    assert phone.count == 7
    everything = dictionary.codes("", None, {})
    assert len(everything) == sum(len(codes) for codes in contracts.code_lists().values())
