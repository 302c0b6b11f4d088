"""What each kind of entry adds to writing and reading: merging with loaded values, queue, views, published weeks."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from dashboard.errors import AmendsError
from dashboard.state import annotations, label_flips, published, queue_lines, saved_views, targets
from dashboard.state.annotations import Annotation
from dashboard.state.database import State
from dashboard.state.failures import Conflict
from dashboard.state.published import PublishedWeek
from dashboard.state.records import check

MONDAY = date(2026, 7, 27)


def test_loaded_notes_are_starting_values_and_what_people_say_wins(file_state: State) -> None:
    row = {"scope": "week", "ref": "2026-W08", "kind": None, "author": "Old", "created_at": datetime(2026, 2, 20)}
    loaded = [annotations.from_loaded({**row, "id": name, "text": f"loaded {name}"}) for name in "abc"]
    found = [note for note in loaded if note]
    with file_state.write("Ana") as session:
        assert [note.text for note in annotations.annotations(session, found)] == ["loaded a", "loaded b", "loaded c"]
        edited = session.save(replace(found[0], text="better words"))
        session.remove(found[1])
        session.save(Annotation(scope="kpi", ref="apology_rate", text="new"))
        told = annotations.annotations(session, found)
    assert (edited.author, edited.changed_by, edited.created_at) == ("Old", "Ana", datetime(2026, 2, 20))
    assert [note.text for note in told] == ["better words", "loaded c", "new"]
    assert [note.text for note in annotations.about(told, "kpi", "apology_rate")] == ["new"]
    with pytest.raises(Conflict, match="better words"), file_state.write("Béla") as session:
        session.save(replace(found[0], text="mine"))
    with pytest.raises(Conflict, match="and removed it"), file_state.write("Béla") as session:
        session.save(replace(found[1], text="mine"))
    assert annotations.from_loaded({**row, "id": "d", "text": "x", "created_at": None}) is None


def test_loaded_targets_and_labels(file_state: State) -> None:
    row = {"kpi_id": "apology_rate", "scope": None, "valid_from": MONDAY, "value": 0.5, "owner": None}
    target = targets.from_loaded(row)
    assert target is not None
    assert targets.from_loaded({**row, "value": None}) is None
    flip = {"event_id": "e1", "label": "apology", "reviewer": "Old", "reviewed_at": datetime(2026, 2, 20)}
    seen = label_flips.from_loaded(flip)
    assert seen is not None
    assert seen.holds
    assert label_flips.from_loaded({**flip, "reviewer": None}) is None
    with file_state.write("Ana") as session:
        session.save(targets.new("apology_rate", MONDAY, 0.75))
        session.save(label_flips.new("e1", "apology", holds=False, reason="sarcasm"))
        assert [one.value for one in targets.targets(session, [target])] == [0.75]
        assert [(one.holds, one.author) for one in label_flips.label_flips(session, [seen])] == [(False, "Ana")]


def test_a_line_of_the_queue_belongs_to_who_took_it(file_state: State) -> None:
    with file_state.write("Ana") as session:
        line = queue_lines.take(session, "i7", "I call them")
    with pytest.raises(Conflict, match="Ana took i7"), file_state.write("Béla") as session:
        queue_lines.take(session, "i7")
    with file_state.write("Ana") as session:
        line = queue_lines.done(session, line)
        assert (line.is_done, line.note) == (True, "I call them")
    with file_state.write("Béla") as session:
        line = queue_lines.take(session, "i7", "again")
        queue_lines.give_back(session, line)
        assert queue_lines.queue_lines(session) == {}
    with file_state.write("Ana") as session:
        queue_lines.take(session, "i7")
        assert queue_lines.queue_lines(session)["i7"].taken_by == "Ana"


def test_one_view_to_begin_with(file_state: State) -> None:
    with file_state.write("Ana") as session:
        mine = session.save(saved_views.new("My team", "incidents", "team=North&week=2026-W08"))
        second = session.save(saved_views.new("Second", "overview", ""))
        saved_views.start_with(session, mine)
        saved_views.start_with(session, second)
        assert [view.name for view in saved_views.saved_views(session)] == ["My team", "Second"]
        assert (saved_views.start_view(session, "Ana") or mine).name == "Second"
        saved_views.start_with(session, None)
        assert saved_views.start_view(session, "Ana") is None
    with pytest.raises(Conflict), file_state.write("Béla") as session:
        session.save(saved_views.new(" my  TEAM ", "overview", ""))
    with pytest.raises(AmendsError, match="a view of Ana"), file_state.write("Béla") as session:
        saved_views.start_with(session, mine)


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (Annotation(id="a", scope="galaxy", text="x"), "scope: must be one of kpi, week"),
        (Annotation(id="a", scope="week", ref="2026-W60", text="x"), "ref: must be an ISO week"),
        (Annotation(id="a", scope="incident", text="x"), "ref: must name the incident"),
        (Annotation(id="a", scope="week", kind="baseline_reset", text="x"), "must be about one measure"),
        (Annotation(id="a", scope="week", text="x" * 4001), "text: must not be longer than 4,000"),
        (Annotation(id="a", scope="week", text="a\0b"), "text: has a sign that is no text"),
        (Annotation(id="a", scope="week", text="\ud800"), "text: has a sign that is no text"),
    ],
)
def test_what_a_note_may_not_be(note: Annotation, told: str) -> None:
    with pytest.raises(AmendsError, match=told):
        check(note)


def told_by(
    version: str, at: int, value: float, cases: int, *, is_sample: bool = False, category: str = ""
) -> PublishedWeek:
    kpi_id = "cause_share" if category else "apology_rate"
    name = published.name_of(kpi_id, MONDAY, f"{version}{is_sample}", category)
    return PublishedWeek(
        id=name, at=datetime(2026, 8, at), kpi_id=kpi_id, week=MONDAY, data_version=version, value=value,
        numerator=value * cases, denominator=float(cases), cases=cases, is_sample=is_sample, category=category,
    )  # fmt: skip


def test_a_restated_week_keeps_both_values(file_state: State) -> None:
    with file_state.write(published.PUBLISHER) as session:
        assert published.record(session, [told_by("v1", 1, 0.24, 50)]) == 1
        assert published.record(session, [told_by("v2", 2, 0.24, 50)]) == 0
        assert published.restated(session) == {}
        assert published.record(session, [told_by("s1", 3, 0.9, 9, is_sample=True)]) == 1
        assert published.record(session, [told_by("v3", 4, 0.26, 57)]) == 1
        told = published.restated(session)
    assert told.keys() == {"apology_rate"}
    ((what, found),) = told["apology_rate"].items()
    assert what == (MONDAY, "")
    assert (found.was.value, found.now.value, found.late_cases) == (0.24, 0.26, 7)
    assert (found.was.data_version, found.now.data_version) == ("v1", "v3")


def test_each_category_of_a_distribution_is_told_for_itself(file_state: State) -> None:
    with file_state.write(published.PUBLISHER) as session:
        for version, late in (("v1", 0), ("v2", 7)):
            shares = {"billing": 0.5, "delay|long": 0.3 + late / 100}
            told = [told_by(version, 1 + late, share, 50 + late, category=name) for name, share in shares.items()]
            published.record(session, told)
        assert published.restated(session).keys() == {"cause_share"}
        assert published.restated(session)["cause_share"].keys() == {(MONDAY, "delay|long")}
