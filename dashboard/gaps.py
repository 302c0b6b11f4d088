"""What the loaded data cannot answer yet, and which columns would add which measures."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import contracts, kpis
from dashboard.contracts import Need, Tier
from dashboard.kpis import Kpi
from dashboard.warehouse.reader import Warehouse


@dataclass(frozen=True)
class Gap:
    """Columns that nothing fills and of which one is enough; filling it adds measures at once, others want more too."""

    needs: tuple[Need, ...]
    adds: tuple[Kpi, ...]
    helps: tuple[Kpi, ...]

    @property
    def words(self) -> str:
        """The columns, as `table.column or table.column = value`."""
        return " or ".join(in_words(need) for need in self.needs)

    @property
    def meaning(self) -> str:
        """What stands in the first of these columns, in the words of the data model."""
        need = self.needs[0]
        return contracts.tables()[need.table].columns[need.column].description


def in_words(need: Need) -> str:
    """A need as `table.column`, with the value where only one value serves."""
    return f"{need.table}.{need.column}" + (f" = {need.value}" if need.value else "")


def needs_of_tier(tier: Tier) -> str:
    """What a tier needs, as `table.column and table.column, or table.column`."""
    return ", or ".join(" and ".join(in_words(need) for need in group) for group in tier.alternatives)


def is_filled(warehouse: Warehouse, need: Need) -> bool:
    """Whether any row of the version fills the column, with the value where one is named."""
    return warehouse.filled.get((need.table, need.column, need.value), 0) > 0


def is_reached(warehouse: Warehouse, tier: Tier) -> bool:
    """Whether the version holds all that one alternative of the tier needs."""
    return any(all(is_filled(warehouse, need) for need in group) for group in tier.alternatives)


def unmet(warehouse: Warehouse, kpi: Kpi) -> tuple[tuple[Need, ...], ...]:
    """The groups of columns that a KPI lacks; of each group one column would do. Empty = it can be measured."""
    return tuple(group for group in kpi.needs if not any(is_filled(warehouse, need) for need in group))


def gaps(warehouse: Warehouse) -> tuple[Gap, ...]:
    """Every gap that keeps a KPI from being measured, the one that adds most first."""
    lacking = {kpi.id: unmet(warehouse, kpi) for kpi in kpis.registry().values()}
    groups = dict.fromkeys(group for missing in lacking.values() for group in missing)
    found = [_gap(group, lacking) for group in groups]
    return tuple(sorted(found, key=lambda gap: (-len(gap.adds), -len(gap.helps), gap.words)))


def measured(warehouse: Warehouse) -> int:
    """How many KPIs the version can answer."""
    return sum(not unmet(warehouse, kpi) for kpi in kpis.registry().values())


def _gap(group: tuple[Need, ...], lacking: Mapping[str, tuple[tuple[Need, ...], ...]]) -> Gap:
    wanting = [kpi for kpi in kpis.registry().values() if group in lacking[kpi.id]]
    return Gap(
        group,
        adds=tuple(kpi for kpi in wanting if lacking[kpi.id] == (group,)),
        helps=tuple(kpi for kpi in wanting if lacking[kpi.id] != (group,)),
    )
