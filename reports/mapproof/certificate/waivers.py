"""Waivers: known deviations with a reason, somebody who granted them, and an end.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, List, Optional, Sequence, Tuple

from mapproof.certificate.strict import Invalid, strict_json
from mapproof.result.results import Check, Result

# What was wrong: the suite, the text, or the product, which gets 12 months from the first grant and not a day more.
CLASSES = ("suite defect", "grey area", "product fault")
MOST_DAYS_OF_A_FAULT = 366
_REQUIRED = ("id", "row", "class", "reason", "granted", "expires", "by")
_OPTIONAL = ("backend", "from_version", "to_version", "link", "first_granted", "note")


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
    if not isinstance(members.get("waivers"), list):
        raise Invalid(f"{name} has no array 'waivers'")
    found = [_waiver(member, name) for member in members["waivers"]]
    ids = [waiver.id for waiver in found]
    twice = next((each for each in ids if ids.count(each) > 1), None)
    if twice is not None:
        raise Invalid(f"{name} has the waiver '{twice}' twice")
    return found


def _waiver(member: Any, name: str) -> Waiver:
    if not isinstance(member, dict):
        raise Invalid(f"{name} has a waiver that is no object")
    title = str(member.get("id") or member.get("row") or "without an id")[:40]
    for key in _REQUIRED:
        if not isinstance(member.get(key), str) or not member[key].strip():
            raise Invalid(f"{name}: the waiver '{title}' lacks the text '{key}'")
    unknown = sorted(set(member) - set(_REQUIRED) - set(_OPTIONAL))
    if unknown or not all(isinstance(value, str) for value in member.values()):
        raise Invalid(f"{name}: the waiver '{title}' has the member '{(unknown or ['that is no text'])[0]}', which waivers have not")
    if member["class"] not in CLASSES:
        raise Invalid(f"{name}: the waiver '{title}' is of the class '{member['class'][:30]}', which is none of {', '.join(CLASSES)}")
    waiver = Waiver(kind=member["class"], **{key: value for key, value in member.items() if key not in ("class", "note")})
    _check_days(waiver, name)
    return waiver


def _check_days(waiver: Waiver, name: str) -> None:
    try:
        first, granted, expires = map(date.fromisoformat, (waiver.first_granted or waiver.granted, waiver.granted, waiver.expires))
    except ValueError:
        raise Invalid(f"{name}: the waiver '{waiver.id}' has a day that is not YYYY-MM-DD") from None
    if not first <= granted <= expires:
        raise Invalid(f"{name}: the waiver '{waiver.id}' ends before it was granted, or was renewed before it was first granted")
    if waiver.kind == "product fault" and (expires - first).days > MOST_DAYS_OF_A_FAULT:
        raise Invalid(f"{name}: the waiver '{waiver.id}' is for a product fault and lasts longer than 12 months from its first grant")


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
