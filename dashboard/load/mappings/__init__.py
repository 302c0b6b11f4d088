"""Mappings: small files in `data/mappings` that say how a foreign export becomes canonical tables."""

from dashboard.load.mappings.mapping import Ask, Mapping, Note
from dashboard.load.mappings.part import Part
from dashboard.load.mappings.proposal import ProposedColumn, corrected, problems, propose, targets
from dashboard.load.mappings.proposed_file import mapping_text
from dashboard.load.mappings.registry import Suggestion, available, read, suggest
from dashboard.load.mappings.rows import Projection

__all__ = [
    "Ask",
    "Mapping",
    "Note",
    "Part",
    "Projection",
    "ProposedColumn",
    "Suggestion",
    "available",
    "corrected",
    "mapping_text",
    "problems",
    "propose",
    "read",
    "suggest",
    "targets",
]
