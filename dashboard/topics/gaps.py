"""What the loaded data cannot answer yet, and which columns would add which measures."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard import contracts
from dashboard.contracts import Need, Tier
from dashboard.engine import kpis
from dashboard.engine.kpis import Kpi
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
        """What stands in the first of these columns, in the words of the data model or of its code list."""
        return meaning(self.needs[0])

    @property
    def weight(self) -> int:
        """How much it is worth to fill it: what it adds at once counts double."""
        return 2 * len(self.adds) + len(self.helps)


def in_words(need: Need) -> str:
    """A need as `table.column`, with the value where only one value serves."""
    return f"{need.table}.{need.column}" + (f" = {need.value}" if need.value else "")


def meaning(need: Need) -> str:
    """What a column holds, or what its value stands for, as the data model and the code lists say it."""
    column = contracts.tables()[need.table].columns[need.column]
    codes = contracts.code_list(column.list) if column.list and need.value else ()
    label = next((code.labels["en"] for code in codes if code.code == need.value), None)
    return f"{label[:1].upper()}{label[1:]}." if label else column.description


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
    """Every gap that keeps a KPI from being measured, the one that is worth most first."""
    lacking = {kpi.id: unmet(warehouse, kpi) for kpi in kpis.registry().values()}
    groups = dict.fromkeys(group for missing in lacking.values() for group in missing)
    found = [_gap(group, lacking) for group in groups]
    return tuple(sorted(found, key=lambda gap: (-gap.weight, gap.words)))


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
