"""The catalogue of this mapproof as data: which rows a record must have, in which words, with which checks.

SPDX-License-Identifier: Apache-2.0
"""

import json
from pathlib import Path
from typing import Any, Dict, List, Mapping, NamedTuple, Optional

from mapproof.errors import CannotRun, reason_of
from mapproof.result.results import Result

# What 'mapproof requirements --json' prints.
OWN = Path(__file__).resolve().parent.parent / "requirements.json"
ANY = ["any errno"]
_MEMBERS = ("id", "text", "source", "evidence", "optional", "state", "reason", "profiles", "accepts", "checks")


class Catalogue(NamedTuple):
    """Rows, and the version of mapproof that has them; empty if the file does not say."""

    rows: List[Mapping[str, Any]]
    version: str


def known(path: Optional[str]) -> Catalogue:
    """The catalogue in a file, or the one that belongs to this command."""
    catalogue = Path(path) if path else OWN
    try:
        said = json.loads(catalogue.read_bytes())
        rows = list(said["rows"])
        if not all(set(_MEMBERS) <= set(row) for row in rows):
            raise ValueError
        return Catalogue(rows, str(said.get("mapproof", "")))
    except OSError as error:
        raise CannotRun(f"the catalogue '{catalogue}' cannot be read: {reason_of(error)}.") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise CannotRun(f"'{catalogue}' is no catalogue: 'mapproof requirements --json' prints one.") from None


def difference(rows: List[Mapping[str, Any]], result: Result) -> str:
    """How the rows and checks of a record differ from the catalogue's, in one clause; empty if they do not."""
    profile = result.run.profile
    wanted = {str(row["id"]): _as_recorded(row, profile) for row in rows}
    if not any(profile in row["accepts"] for row in rows):
        return f"the profile '{profile[:40]}' is none of the catalogue"
    found = {row.row: {"text": row.text, "source": row.source, "evidence": row.evidence, "judged": row.judged,
                       "optional": row.optional, "accepts": list(row.accepts), "state": row.state, "reason": row.reason,
                       "core": bool(getattr(row, "core", False))} for row in result.rows}
    for name in [*wanted, *found]:
        if name not in found:
            return f"the row {name} of the catalogue is missing"
        if name not in wanted:
            return f"the row {name} is not in the catalogue"
        for member, value in wanted[name].items():
            if found[name][member] != value:
                return f"the row {name} has another '{member}' than the catalogue"
    return _check_difference(rows, result)


def _as_recorded(row: Mapping[str, Any], profile: str) -> Dict[str, Any]:
    judged = profile in row["profiles"]
    accepts = row["accepts"].get(profile, [])
    return {**{name: row[name] for name in ("text", "source", "evidence", "optional", "state", "reason")},
            "judged": judged, "accepts": [] if accepts == ANY else accepts, "core": bool(row.get("core", False)) and judged}


def _check_difference(rows: List[Mapping[str, Any]], result: Result) -> str:
    wanted = [f"{row['id']}.{check}" for row in rows for check in row["checks"]]
    found = [f"{check.row}.{check.check}" for check in result.checks]
    there, known_here = set(found), set(wanted)
    missing = [name for name in wanted if name not in there]
    added = [name for name in found if name not in known_here]
    if missing:
        return f"{len(missing)} of {len(wanted)} checks were not run, e.g. {missing[0]}"
    if added:
        return f"the check {added[0]} is not in the catalogue"
    return "" if found == wanted else "its checks are not in the order of the catalogue"
