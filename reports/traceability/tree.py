"""What the tree says about its requirements: the rows as the program has them, and the sources as they are written.

SPDX-License-Identifier: Apache-2.0
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Sequence, Tuple

from mapproof.errors import CannotRun, reason_of

REQUIREMENTS = "conformance/requirements"
CHECKS = "conformance/checks"
LIARS = "conformance/tests/liars"
PAGE = "docs/requirements.md"
CATALOGUE = "reports/mapproof/requirements.json"

_ROW = re.compile(r"^\s*inline constexpr Requirement (\w+)", re.MULTILINE)
_BROKEN = re.compile(r"\btable->(\w+)")
_CHECK = re.compile(r"^CHECK_\w+\(\s*(\w+),\s*(\w+)\)", re.MULTILINE)


@dataclass(frozen=True)
class Row:
    """A row as the program lists it."""

    name: str
    text: str
    source: str
    evidence: str
    state: str
    reason: Optional[str]
    optional: bool
    core: bool
    profiles: Tuple[str, ...]
    not_for: Tuple[str, ...]
    accepts: Mapping[str, Tuple[str, ...]]
    checks: Tuple[str, ...]


@dataclass(frozen=True)
class Numbering:
    """The ids that were ever given: how many in each document, and those that are no rows any more."""

    last: Mapping[str, int]
    withdrawn: Mapping[str, str]

    def given(self) -> List[str]:
        """All of them, in order."""
        return [f"{document}_{number:02}" for document, last in self.last.items() for number in range(1, last + 1)]


@dataclass(frozen=True)
class Tree:
    """All of it. Declarations keep their repetitions: the program has none only because it would not compile."""

    rows: Sequence[Row]
    declared: Sequence[Tuple[str, str]]  # row, the header's name
    written: Sequence[Tuple[str, str]]  # row, title of the check
    liars: Sequence[str]
    broken: Mapping[str, FrozenSet[str]]  # the calls that the source of each liar replaces
    numbering: Numbering
    page: str
    catalogue: Mapping[str, Any]  # as the program has it
    kept_catalogue: str  # as the command reads it


def read(root: Path, catalogue: Mapping[str, Any], liars: Path) -> Tree:
    """Reads the sources under `root` and joins them with the program's catalogue and the build's list of liars."""
    headers = sorted((root / REQUIREMENTS).glob("*.hpp"))
    sources = sorted((root / CHECKS).glob("*/*.cpp"))
    backends = [line.split() for line in _text(liars).splitlines()]
    return Tree(
        rows=[_row(entry) for entry in catalogue["rows"]],
        declared=[(name, header.stem) for header in headers for name in _ROW.findall(_text(header))],
        written=[check for source in sources for check in _CHECK.findall(_text(source))],
        liars=[words[1] for words in backends if words[0] == "liars"],
        broken={path.stem: frozenset(_BROKEN.findall(_text(path))) for path in (root / LIARS).glob("*/*.c")},
        numbering=_numbering(root / REQUIREMENTS / "ids.txt"),
        page=_text_if_any(root / PAGE),
        catalogue=catalogue,
        kept_catalogue=_text_if_any(root / CATALOGUE),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CannotRun(f"'{path}' cannot be read: {reason_of(error)}.") from None


def _text_if_any(path: Path) -> str:
    return _text(path) if path.exists() else ""


def _row(entry: Mapping[str, Any]) -> Row:
    return Row(
        name=entry["id"],
        text=entry["text"],
        source=entry["source"],
        evidence=entry["evidence"],
        state=entry["state"],
        reason=entry["reason"],
        optional=entry["optional"],
        core=entry["core"],
        profiles=tuple(entry["profiles"]),
        not_for=tuple(entry["not_for"]),
        accepts={profile: tuple(names) for profile, names in entry["accepts"].items()},
        checks=tuple(entry["checks"]),
    )


def _numbering(path: Path) -> Numbering:
    """Lines of 'MDM 49', the last id of a document, and of 'MDM_50 withdrawn: why'."""
    last: Dict[str, int] = {}
    withdrawn: Dict[str, str] = {}
    for line in _text(path).splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, rest = line.partition(" ")
        if rest.startswith("withdrawn: "):
            withdrawn[name] = rest[len("withdrawn: ") :]
        elif rest.isdigit() and name not in last:
            last[name] = int(rest)
        else:
            raise CannotRun(f"'{path}' has the line '{line}': write 'DOCUMENT LAST' once, or 'ID withdrawn: REASON'.")
    return Numbering(last, withdrawn)


def load_catalogue(path: Path) -> Any:
    """A catalogue as mapproof-conform --list --json prints it."""
    try:
        return json.loads(_text(path))
    except ValueError:
        raise CannotRun(f"'{path}' is no catalogue: write it with mapproof-conform --list --json.") from None
