"""A KPI that must be a share and is none is refused, by file, line and rule, before anything is published."""

from pathlib import Path
from types import MappingProxyType

import pytest

from dashboard import versions
from dashboard.engine import kpis
from dashboard.errors import AmendsError
from dashboard.settings import QUERIES
from tests import company


def test_a_numerator_above_its_denominator_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (QUERIES / "kpis" / "apology_rate.sql").read_text(encoding="utf-8")
    assert "then 1 else 0 end as numerator" in text
    wrong = tmp_path / "apology_rate.sql"
    wrong.write_text(text.replace("then 1 else 0 end as numerator", "then 2 else 0 end as numerator"), encoding="utf-8")
    found = MappingProxyType({"apology_rate": kpis.read_file(wrong)})
    monkeypatch.setattr(kpis, "registry", lambda: found)
    with pytest.raises(AmendsError) as refused:
        company.publish(tmp_path / "warehouse", 300, kpi_ids=("apology_rate",))
    assert f"{wrong.as_posix()}:1: a share cannot have more in the numerator" in str(refused.value)
    assert versions.published(tmp_path / "warehouse") is None
