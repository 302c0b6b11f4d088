"""Whatever dirt the rows hold: every row is loaded, rejected or a duplicate, and a good one is never lost."""

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.load.loading import loaded_files

IDS = st.sampled_from(["1", "2", "3", "0045", " 7", ""])
TIMES = st.sampled_from(
    [
        "2026-01-05T09:00:00Z",
        "2026-01-05 09:00",
        "2026-01-05",
        "bad",
        "",
        "0025-01-01",
        "2026-03-29 02:30",
        "2026-13-01",
    ]
)
TEXTS = st.text(alphabet=st.sampled_from('aé",;\n\r\t\0 |'), max_size=6)
SEVERITIES = st.sampled_from(["1", "4.0", "5", "", "two"])


@st.composite
def dirty_files(draw: st.DrawFn) -> tuple[str, int]:
    """A file of incidents with quoted, unquoted and broken texts, and how many rows are surely good."""
    lines = ["incident_id,opened_at,severity,product", "good1,2026-01-05T09:00:00Z,1,x"]
    for _ in range(draw(st.integers(0, 6))):
        text = draw(TEXTS)
        quoted = '"' + text.replace('"', '""') + '"' if draw(st.booleans()) else text
        lines.append(",".join([draw(IDS), draw(TIMES), draw(SEVERITIES), quoted]))
        if draw(st.booleans()):
            lines.append(f"good{len(lines)},2026-01-05,2,")
    return "\n".join(lines), sum(line.startswith("good") for line in lines)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dirty_files())
def test_read_is_loaded_and_rejected_and_duplicates(made_file: tuple[str, int]) -> None:
    content, count_good = made_file
    with tempfile.TemporaryDirectory() as work, loaded_files(Path(work), {"incidents.csv": content}) as made:
        read, kept, rejected, duplicates = made.counts("incidents")
        assert read == kept + rejected + duplicates
        assert made.rows("select count(*) from canonical.incidents") == [(kept,)]
        good = made.rows("select count(*) from canonical.incidents where starts_with(incident_id, 'good')")
        assert good[0][0] >= 1
        assert good[0][0] <= count_good
        assert len({(reject["line"], reject["table"]) for reject in made.rejects}) == rejected
        for reject in made.rejects:
            assert reject["rule"]
