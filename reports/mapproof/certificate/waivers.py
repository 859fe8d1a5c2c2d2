"""Waivers: known deviations with a reason, somebody who granted them, and an end.

SPDX-License-Identifier: Apache-2.0
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

from mapproof.certificate.strict import Invalid, strict_json
from mapproof.result.results import Check, Result
from mapproof.result.schema import Schema

FAULT = "product fault"
SCHEMA_FILE = Path(__file__).resolve().parent / "waivers.schema.json"


@dataclass(frozen=True)
class Waiver:
    """One of them; days are YYYY-MM-DD, versions compare as numbers between dots."""

    id: str
    row: str
    kind: str
    reason: str
    granted: str
    expires: str
    by: str
    backend: str = ""
    from_version: str = ""
    to_version: str = ""
    link: str = ""
    first_granted: str = ""
    note: str = ""

    @property
    def first(self) -> str:
        """When the first waiver of this fault was granted."""
        return self.first_granted or self.granted

    def covers(self, check: Check, backend: str, version: str) -> bool:
        """Whether it is about this check of this product, whenever."""
        low = not self.from_version or _parts(self.from_version) <= _parts(version)
        high = not self.to_version or _parts(version) <= _parts(self.to_version)
        return self.row == check.row and self.backend in ("", backend) and low and high


def _parts(version: str) -> List[Tuple[int, str]]:
    return [(int(part), "") if part.isdigit() else (-1, part) for part in version.split(".")]


def waivers_from(data: bytes, name: str) -> List[Waiver]:
    """The waivers in a file; Invalid says what is wrong with it."""
    members = strict_json(data, name)
    problem = _schema().error(members)
    if problem:
        raise Invalid(f"{name} {_titled(problem, members)}")
    found = [Waiver(kind=member["class"], **{key: value for key, value in member.items() if key != "class"})
             for member in members["waivers"]]
    for title, count in Counter(waiver.id for waiver in found).items():
        if count > 1:
            raise Invalid(f"{name} has the waiver '{title}' twice")
    firsts = _first_grants(found)
    for waiver in found:
        _check_days(waiver, firsts[_fault_of(waiver)], name)
    return found


@lru_cache(maxsize=None)
def _schema() -> Schema:
    return Schema(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")), "waivers")


def _titled(problem: str, members: Any) -> str:
    """The problem with the name of the waiver that has it."""
    place = re.search(r"'waivers/(\d+)", problem)
    waiver = members["waivers"][int(place.group(1))] if place else None
    title = waiver.get("id") if isinstance(waiver, dict) else None
    return f"{problem}, in the waiver '{title[:40]}'" if isinstance(title, str) else problem


def _check_days(waiver: Waiver, first_grant: str, name: str) -> None:
    try:
        first, granted, expires = map(date.fromisoformat, (first_grant, waiver.granted, waiver.expires))
    except ValueError:
        raise Invalid(f"{name}: the waiver '{waiver.id}' has a day that no calendar has") from None
    if not date.fromisoformat(waiver.first) <= granted <= expires:
        raise Invalid(f"{name}: the waiver '{waiver.id}' ends before it was granted, or was renewed before it was first granted")
    # A product gets 12 months from the first grant, and not a day more.
    if waiver.kind == FAULT and (expires.year, expires.month, expires.day) > (first.year + 1, first.month, first.day):
        raise Invalid(f"{name}: the waiver '{waiver.id}' is for a product fault and lasts longer than 12 months from its first grant, "
                      f"{first.isoformat()}")


def _fault_of(waiver: Waiver) -> Tuple[str, str, str]:
    return waiver.row, waiver.backend, waiver.kind


def _first_grants(waivers: Sequence[Waiver]) -> Dict[Tuple[str, str, str], str]:
    """A renewal inherits the first grant of the waivers that stand beside it, whether it says so or not."""
    firsts: Dict[Tuple[str, str, str], str] = {}
    for waiver in waivers:
        firsts[_fault_of(waiver)] = min(waiver.first, firsts.get(_fault_of(waiver), waiver.first))
    return firsts


def reasons_against(result: Result, waivers: Sequence[Waiver], day: str) -> List[str]:
    """What the waivers do not excuse on a day: each check that was waived without one in force, each xpass."""
    found = []
    for check in result.checks:
        if check.verdict == "waived":
            found += _reason(check, result, waivers, day)
        elif check.verdict == "xpass":
            found.append(f"{check.row}.{check.check} passes although it is waived: remove the waiver")
    return found


def _reason(check: Check, result: Result, waivers: Sequence[Waiver], day: str) -> List[str]:
    backend = result.run.backend
    mine = [waiver for waiver in waivers if waiver.covers(check, backend.name, backend.version)]
    began = result.run.started[:10]
    if any(waiver.granted <= began <= waiver.expires and day <= waiver.expires for waiver in mine):
        return []
    last: Optional[Waiver] = mine[-1] if mine else None
    if last is None:
        return [f"{check.row}.{check.check} is waived, but no waiver is for this row of {backend}"]
    if day > last.expires or began > last.expires:
        return [f"the waiver '{last.id}' of {check.row} expired on {last.expires}"]
    return [f"the waiver '{last.id}' of {check.row} was granted on {last.granted}, after the run"]


def unused(result: Result, waivers: Sequence[Waiver]) -> List[str]:
    """The ids of waivers that waived nothing."""
    backend = result.run.backend
    used = [check for check in result.checks if check.verdict in ("waived", "xpass")]
    return [waiver.id for waiver in waivers if not any(waiver.covers(check, backend.name, backend.version) for check in used)]
