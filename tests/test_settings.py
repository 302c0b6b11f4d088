"""Defaults that a user can change."""

import pytest

from dashboard import settings


@pytest.mark.parametrize(
    ("allowed", "address", "is_shown"),
    [
        (None, "", False),
        ("", "", False),
        ("0", "ana@example.com", False),
        ("1", "", True),
        ("yes", "ana@example.com", True),
        ("ana@example.com, Ben@example.com", "ben@Example.com", True),
        ("ana@example.com,ben@example.com", "eve@example.com", False),
        ("ana@example.com,", "", False),
    ],
)
def test_who_sees_measures_against_colleagues(
    monkeypatch: pytest.MonkeyPatch, allowed: str | None, address: str, is_shown: bool
) -> None:
    monkeypatch.delenv("AMENDS_CORRECTIVE_ACTIONS", raising=False)
    if allowed is not None:
        monkeypatch.setenv("AMENDS_CORRECTIVE_ACTIONS", allowed)
    assert settings.shows_corrective_actions(address) is is_shown
