from datetime import date, datetime

import pytest

from dashboard.engine.filters import Filters
from dashboard.presentation import notes
from tests.golden import literal


def test_training_of_a_team_is_a_note_on_charts(tmp_path_factory: pytest.TempPathFactory) -> None:
    tables: dict[str, list[literal.Row]] = {
        "incidents": [literal.incident("i1", datetime(2026, 3, 2), team_id="t1")],
        "interventions": [
            {
                "intervention_id": "v1",
                "customer_id": "c-i1",
                "type": "staff_training",
                "started_at": datetime(2026, 3, 3),
            },
            {
                "intervention_id": "v2",
                "customer_id": "c-i1",
                "type": "staff_training",
                "started_at": datetime(2026, 3, 3),
            },
            {"intervention_id": "v3", "customer_id": "c-i1", "type": "gift", "started_at": datetime(2026, 3, 3)},
            {
                "intervention_id": "v4",
                "customer_id": "c-i1",
                "incident_id": "i1",
                "type": "staff_training",
                "started_at": datetime(2026, 3, 5),
            },
        ],
    }
    warehouse = literal.publish(tmp_path_factory.mktemp("training"), tables, datetime(2026, 3, 20))
    days = {
        team: [note.day for note in notes.notes(warehouse, (), "recovery_triad_rate", Filters.of({"team_id": team}))]
        for team in ((), ("t1",), ("t2",))
    }
    assert days == {(): [date(2026, 3, 3), date(2026, 3, 5)], ("t1",): [date(2026, 3, 5)], ("t2",): []}
