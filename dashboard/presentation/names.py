"""What codes are called on the page: the labels of the code lists, and plain words for the columns of a table."""

from collections.abc import Mapping
from types import MappingProxyType

from dashboard import contracts
from dashboard.engine.filters import URL_NAMES

_LISTS: Mapping[str, str] = MappingProxyType(
    {
        "channel": "channel",
        "cause_code": "cause",
        "justified": "justified",
        "reason_code": "loss_reason",
        "cost_type": "cost_type",
        "intervention": "intervention",
        "failure_type": "failure_type",
    }
)
_SHORT: Mapping[str, str] = MappingProxyType(
    {
        "cheaper_competitor": "Cheaper competitor",
        "recommended_other": "Recommended away",
        "moved": "Moved",
        "not_cared_for": "Not cared for",
        "en": "English",
        "hu": "Hungarian",
        "pl": "Polish",
        "ka": "Georgian",
        "true": "Internal",
        "false": "External",
    }
)
"""Names that fit beside a bar on a phone, languages, and what a yes or no means."""

_NOTE = " (outside the published list)"

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "team_id": "Team",
        "agent_id": "Agent",
        "channel": "Channel",
        "product": "Product",
        "segment": "Segment",
        "cause_code": "Cause",
        "severity": "Severity",
        "justified": "Our fault",
        "language": "Language",
        "reason_code": "Reason",
    }
)
"""Column -> its heading."""


FILTERS: Mapping[str, str] = MappingProxyType({column: key for key, column in URL_NAMES.items()})
"""Column -> the filter that narrows it."""


def of(column: str, value: str) -> str:
    """The readable name of a value; what has none is its own name, the empty value is "None"."""
    if not value:
        return "None"
    if value in _SHORT and column in (*_LISTS, "language", "internal"):
        return _SHORT[value]
    codes = contracts.code_list(_LISTS[column]) if column in _LISTS else ()
    label = next((code.labels["en"] for code in codes if code.code == value), value)
    label = label.removesuffix(_NOTE)
    return label[:1].upper() + label[1:] if column in _LISTS else label


def heading(column: str) -> str:
    """A column's name as a table heading: `lost_on` -> `Lost on`."""
    words = column.replace("_", " ")
    return COLUMNS.get(column, words[:1].upper() + words[1:])


def labels(list_name: str) -> dict[str, str]:
    """The English labels of a code list by code, beginning with a capital letter."""
    return {code.code: code.labels["en"][:1].upper() + code.labels["en"][1:] for code in contracts.code_list(list_name)}
