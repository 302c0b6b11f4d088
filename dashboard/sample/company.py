"""The sample company as described in `data/sample/company.yml`: teams, products, segments, countries, topics."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import yaml

from dashboard.sample.clock import Bools, Floats, Ints
from dashboard.settings import DATA

FOLDER: Final = DATA / "sample"


def weights(values: Iterable[float]) -> Floats:
    """Weights as shares that add up to one."""
    found = np.array(list(values), dtype=np.float64)
    shares: Floats = found / found.sum()
    return shares


def draw(rng: np.random.Generator, shares: Floats, count: int) -> Ints:
    """So many random positions, each as often as its share says. `shares` is one row, or one row for each draw."""
    edges = np.cumsum(shares, axis=-1)
    edges /= edges[..., -1:]
    chances = rng.random(count)
    one_row = edges.ndim == 1
    place = np.searchsorted(edges, chances, side="right") if one_row else (edges < chances[:, None]).sum(axis=1)
    return np.asarray(np.minimum(place, edges.shape[-1] - 1), dtype=np.int64)


@dataclass(frozen=True)
class Company:
    """The lists that the tables draw from. Positions in them are the numbers that all arrays of the sample hold."""

    raw: Mapping[str, Any]

    def names(self, list_name: str) -> list[str]:
        """Names of a list, in the file's order."""
        return [str(name) for name in self.raw[list_name]]

    def values(self, list_name: str, key: str) -> Floats:
        """One number for each entry of a list."""
        return np.array([entry[key] for entry in self.raw[list_name].values()], dtype=np.float64)

    def matrix(self, list_name: str, key: str, columns: str) -> Floats:
        """Weights of another list's entries, one row for each entry of this list; what is not named weighs nothing."""
        wanted = self.names(columns)
        rows = [[entry[key].get(name, 0) for name in wanted] for entry in self.raw[list_name].values()]
        return np.array(rows, dtype=np.float64)

    def matrix_of_segments(self) -> Floats:
        """How often each segment's incidents are about each product: one row for each segment."""
        shares: Floats = np.array([product["share"] for product in self.raw["products"].values()], dtype=np.float64).T
        return shares

    @cached_property
    def captured(self) -> Bools:
        """For each channel: are the company's own words kept?"""
        return self.values("channels", "captured") > 0

    @cached_property
    def languages(self) -> list[str]:
        """Languages of the correspondence, sorted."""
        return sorted({str(entry["language"]) for entry in self.raw["countries"].values()})

    @cached_property
    def language_of_country(self) -> Ints:
        """For each country the position of its language."""
        countries = self.raw["countries"].values()
        return np.array([self.languages.index(entry["language"]) for entry in countries], dtype=np.int64)

    @cached_property
    def causes(self) -> list[tuple[str, str | None]]:
        """Every pair of cause and sub-cause that a topic names, sorted."""
        found = {name for topic in self.raw["topics"].values() for name in topic["causes"]}
        return [(name.partition("/")[0], name.partition("/")[2] or None) for name in sorted(found)]

    @cached_property
    def cause_weights(self) -> Floats:
        """One row for each topic, one column for each of `causes`."""
        names = ["/".join(part for part in pair if part) for pair in self.causes]
        rows = [[topic["causes"].get(name, 0) for name in names] for topic in self.raw["topics"].values()]
        return np.array(rows, dtype=np.float64)

    def position(self, list_name: str, name: str) -> int:
        """The number that stands for a name in the arrays."""
        return self.names(list_name).index(name)


def read_company() -> Company:
    """Read the description from `data/sample/company.yml`."""
    return Company(yaml.safe_load((FOLDER / "company.yml").read_text(encoding="utf-8")))


def read_names() -> Mapping[str, Mapping[str, list[str]]]:
    """People's and companies' names by language, from `data/sample/names.yml`."""
    found: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load((FOLDER / "names.yml").read_text(encoding="utf-8"))
    return found
