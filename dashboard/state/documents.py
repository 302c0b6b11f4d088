"""JSON documents on the disk: read with plain complaints, written whole or not at all."""

import json
import math
import os
from pathlib import Path
from typing import Any
from uuid import uuid4

from dashboard.errors import AmendsError


def write(path: Path, document: Any) -> None:
    """Write a document; an older file of that name stays until the new one is whole and on the disk."""
    draft = path.with_name(f".{path.name}-{uuid4().hex[:8]}")
    try:
        with draft.open("x", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False, indent=1, allow_nan=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise AmendsError(f"Cannot write {path}: {error.strerror or error}. Nothing was written.") from error
    finally:
        draft.unlink(missing_ok=True)


def read(path: Path) -> Any:
    """The content of a file; AmendsError with line and column when it is no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_no_number, parse_float=_number)
    except OSError as error:
        raise AmendsError(f"Cannot read {path}: {error.strerror or error}.") from error
    except json.JSONDecodeError as error:
        raise AmendsError(f"{path} is no JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise AmendsError(f"{path} is no JSON in UTF-8.") from error


def _no_number(text: str) -> float:
    raise AmendsError(f"{text} is no number that can be kept.")


def _number(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)
