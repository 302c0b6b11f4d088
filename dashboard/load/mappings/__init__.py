"""Mappings: small files in `data/mappings` that say how a foreign export becomes canonical tables."""

from dashboard.load.mappings.mapping import Ask, Mapping, Note
from dashboard.load.mappings.registry import Suggestion, available, read, suggest
from dashboard.load.mappings.rows import Projection

__all__ = ["Ask", "Mapping", "Note", "Projection", "Suggestion", "available", "read", "suggest"]
