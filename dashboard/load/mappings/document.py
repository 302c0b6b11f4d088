"""A YAML file read with its line numbers: every mistake is answered with file, line and the nearest valid name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

import yaml

from dashboard.errors import AmendsError


@dataclass(frozen=True)
class Item:
    """One node of the file. Texts stay as written (`Yes` is no boolean), an empty value is None."""

    node: yaml.Node
    path: Path

    @property
    def line(self) -> int:
        """Line of the node, counted from 1."""
        return int(self.node.start_mark.line) + 1

    def fail(self, message: str) -> NoReturn:
        """Refuse the file at this line."""
        raise AmendsError(f"{self.path}:{self.line}: {message}")

    def fail_unknown(self, what: str, name: str, valid: Collection[str]) -> NoReturn:
        """Refuse a name that does not exist, with the nearest one that does."""
        self.fail(f'{what} "{name}" does not exist{nearest(name, valid)}.')

    @property
    def is_text(self) -> bool:
        """Whether this is one plain value, not a list and not a set of keys."""
        return isinstance(self.node, yaml.ScalarNode)

    @property
    def is_list(self) -> bool:
        """Whether this is a list."""
        return isinstance(self.node, yaml.SequenceNode)

    def text_or_none(self) -> str | None:
        """The plain value; None when nothing is written."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.fail("one plain value belongs here.")
        return None if self.node.tag == "tag:yaml.org,2002:null" else str(self.node.value)

    def text(self) -> str:
        """The plain value; refused when nothing is written."""
        value = self.text_or_none()
        if value is None:
            self.fail("a value is missing here.")
        return value

    def number(self) -> int:
        """The plain value as a whole number above zero."""
        if not self.text().isdecimal() or int(self.text()) == 0:
            self.fail(f'"{self.text()}" is not a whole number above zero.')
        return int(self.text())

    def is_true(self) -> bool:
        """The plain value as true or false."""
        if self.text() not in ("true", "false"):
            self.fail(f'"{self.text()}" is neither true nor false.')
        return self.text() == "true"

    def list(self) -> tuple["Item", ...]:
        """The items of a list; a single item is a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return tuple(Item(node, self.path) for node in self.node.value)
        return (self,)

    def pairs(self) -> Mapping[str, "Item"]:
        """Keys and values, in the order of the file; a key written twice is refused."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail("keys with values belong here, as in `key: value`.")
        found: dict[str, Item] = {}
        for key_node, value in self.node.value:
            key = Item(key_node, self.path)
            if key.text() in found:
                key.fail(f'"{key.text()}" is written twice.')
            found[key.text()] = Item(value, self.path)
        return found

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> Mapping[str, "Item"]:
        """Keys and values where only certain keys may stand."""
        found = self.pairs()
        valid = [*required, *optional]
        for key, value in found.items():
            if key not in valid:
                value.fail_unknown("the key", key, valid)
        for key in required:
            if key not in found:
                self.fail(f'the key "{key}" is missing.')
        return found


def nearest(name: str, valid: Collection[str]) -> str:
    """The words that name the nearest valid name, or list them all when none is near and they are few."""
    near = get_close_matches(name.lower(), list(valid), n=1, cutoff=0.6)
    if near:
        return f' (the nearest is "{near[0]}")'
    return f" (there are: {', '.join(valid)})" if 0 < len(valid) <= 12 else ""


def open_document(path: Path) -> Item:
    """Read a YAML file; AmendsError when it cannot be read or is no YAML."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise AmendsError(f"The mapping {path} cannot be read: {error}.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise AmendsError(f"{path}:{line}: this is no valid YAML: {error.problem}.") from error
    except yaml.YAMLError as error:
        raise AmendsError(f"{path}: this is no valid YAML: {error}.") from error
    if node is None:
        raise AmendsError(f"The mapping {path} is empty.")
    return Item(node, path)
