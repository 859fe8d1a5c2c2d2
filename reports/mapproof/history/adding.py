"""Adds a benchmark result to a history: whole, once, and under the commit that it was measured at.

SPDX-License-Identifier: Apache-2.0
"""

import json
import math
import os
import zlib
from typing import Any, Dict, List, Mapping, Optional

from mapproof.compare.change import name_of
from mapproof.compare.rulers import Rulers, is_floor, is_ruler
from mapproof.errors import CannotRun
from mapproof.history.models import MACHINES, POINTS, RUNS, SERIES
from mapproof.history.packing import packed
from mapproof.result.results import Measurement, Result
from mapproof.statistics import centre, low_centre

# Where the usual CI services say which commit they build.
_VARIABLES = ("GITHUB_SHA", "CI_COMMIT_SHA", "GIT_COMMIT")
LONGEST_REVISION = 64


def revision_of(result: Result, named: Optional[str], environment: Mapping[str, str] = os.environ) -> str:
    """The commit that was measured: as the user says, or the CI service, or the result itself if the subject is built in."""
    told = named or next((environment[name] for name in _VARIABLES if environment.get(name)), "")
    if not told and result.run.backend.origin == "built-in" and result.run.commit != "unknown":
        told = result.run.commit
    if not told:
        raise CannotRun(f"'{result.path}' does not say which commit of {result.run.backend} was measured: give --commit.")
    if len(told) > LONGEST_REVISION or not told.isprintable() or told.split() != [told]:
        raise CannotRun(f"'{told[:80]}' is no commit: give --commit a name of at most {LONGEST_REVISION} characters without spaces.")
    return told


def subject_of(result: Result, named: Optional[str]) -> str:
    """What was measured: figures of another target are another subject's."""
    return named or f"{result.run.backend.name} {result.run.target}".strip()


def measured(result: Result) -> Result:
    """The same result, if there is anything in it that a history keeps."""
    if result.run.kind != "benchmark":
        raise CannotRun(f"'{result.path}' is a {result.run.kind} result: a history keeps those of `mapproof bench`.")
    if result.end.interrupted:
        raise CannotRun(f"'{result.path}' was interrupted: a history keeps whole runs.")
    if not result.measurements:
        raise CannotRun(f"'{result.path}' holds no measurement: there is nothing to keep.")
    if not result.run.environment.get("fingerprint"):
        raise CannotRun(f"'{result.path}' does not tell its machine's fingerprint: measure again with this version of mapproof-bench.")
    return result


def add(connection: Any, result: Result, revision: str, subject: str) -> bool:
    """Adds it, unless it is there; whether it was added."""
    from sqlalchemy import insert, select  # type: ignore[import]

    if connection.execute(select(RUNS.c.id).where(RUNS.c.sha256 == result.sha256)).first() is not None:
        return False
    machine = _machine(connection, result)
    run = connection.execute(insert(RUNS).values(
        sha256=result.sha256, machine_id=machine, subject=subject, profile=result.run.profile, revision=revision,
        started=result.run.started, mapproof=f"{result.run.mapproof} {result.run.commit}",
        environment=zlib.compress(json.dumps(dict(result.run.environment), sort_keys=True).encode()))).inserted_primary_key[0]
    series = _series(connection, machine, subject, result)
    rulers = Rulers(result)
    connection.execute(insert(POINTS), [
        {"run_id": run, "series_id": series[name_of(m)], **_point(m, rulers)} for m in result.measurements])
    return True


def _machine(connection: Any, result: Result) -> int:
    from sqlalchemy import insert, select

    environment = result.run.environment
    named = {"fingerprint": str(environment["fingerprint"]), "clock": str(environment.get("clock", "wall"))}
    found = connection.execute(select(MACHINES.c.id).filter_by(**named)).scalar()
    if found is None:
        cpu = f"{environment.get('cpu', 'unknown CPU')}, {environment.get('cpus', '?')} CPUs"
        found = connection.execute(insert(MACHINES).values(**named, cpu=cpu)).inserted_primary_key[0]
    return int(found)


def _series(connection: Any, machine: int, subject: str, result: Result) -> Dict[str, int]:
    """The ids by name, new ones for what was never measured before."""
    from sqlalchemy import insert, select

    key = {"machine_id": machine, "subject": subject, "profile": result.run.profile}
    ours = select(SERIES.c.name, SERIES.c.id).filter_by(**key)
    known = dict(connection.execute(ours).all())
    new: List[Dict[str, Any]] = [
        {**key, "name": name_of(m), "role": _role(m)} for m in result.measurements if name_of(m) not in known]
    if new:
        connection.execute(insert(SERIES), new)
        known = dict(connection.execute(ours).all())
    return known


def _role(m: Measurement) -> str:
    return "floor" if is_floor(m) else "canary" if is_ruler(m) else "row"


def _point(m: Measurement, rulers: Rulers) -> Dict[str, Any]:
    if m.refused is not None:
        return {**_figures(), "count": 0, "trouble": f"refused with {m.refused}"}
    logs = rulers.against_machine(m, rulers.with_canary and _role(m) != "canary")
    if logs is None:
        return {**_figures(), "count": 0, "trouble": "implausible: it took no time"}
    machine, pair = low_centre(logs), rulers.against_floor(m)
    floor = (None, None) if pair is None else (centre(pair[0] - pair[1]).value, centre(pair[0] - pair[1]).error)
    return {
        **_figures(m.median, machine.value, machine.error, *floor),
        "count": len(m.repetitions), "repetitions": packed(m.repetitions, m.at), "trouble": m.implausible and f"implausible: {m.implausible}",
    }


def _figures(median: Optional[float] = None, machine: Optional[float] = None, machine_error: Optional[float] = None,
             floor: Optional[float] = None, floor_error: Optional[float] = None) -> Dict[str, Any]:
    """An error that is unknown is no number that a database could keep."""
    figures = {"median": median, "by_machine": machine, "by_machine_error": machine_error, "by_floor": floor, "by_floor_error": floor_error}
    return {"repetitions": None, **{name: value if value is not None and math.isfinite(value) else None for name, value in figures.items()}}
