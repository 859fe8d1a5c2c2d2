"""How well the suite itself was tested: the scores of its selftest and of its mutation testing, from the files that hold them.

SPDX-License-Identifier: Apache-2.0
"""

import re
from pathlib import Path
from typing import Any, Dict, Mapping, Optional

from mapproof.certificate.contents import MUTATION, SELFTEST
from mapproof.certificate.strict import Invalid, strict_json
from mapproof.result.results import Result

NOT_MEASURED = "not measured"
# What 'mapproof selftest --json' prints, as far as a buyer asks for it; lists are counted.
_SELFTEST = ("liars", "killed_by_owner", "variants", "false_alarms", "fault_modes", "faults_survived", "results_lost", "processes_left")
# No part is more than its whole.
_PARTS = (("killed_by_owner", "liars"), ("faults_survived", "fault_modes"))
# What scripts/mutate writes; mutants are those that break the contract, as far as is known.
_MUTATION = ("mutants", "killed", "survived")
# As git names one; an unclean tree has more to its name.
COMMIT = re.compile(r"[0-9a-f]{7,40}")
# Of this tree, if it was measured.
OF_THE_TREE = Path(__file__).resolve().parents[2] / MUTATION


def suite_of(files: Mapping[str, bytes], conformance: Result) -> Dict[str, Any]:
    """Both scores; Invalid says why a file holds none, or that of another program."""
    selftest = _object(files, SELFTEST)
    mutation = _object(files, MUTATION)
    return {"selftest": NOT_MEASURED if selftest is None else _selftest(selftest, conformance),
            "mutation": NOT_MEASURED if mutation is None else _mutation(mutation)}


def _object(files: Mapping[str, bytes], name: str) -> Optional[Mapping[str, Any]]:
    found: Optional[Mapping[str, Any]] = strict_json(files[name], name) if name in files else None
    return found


def _selftest(said: Mapping[str, Any], conformance: Result) -> Dict[str, Any]:
    """Of the whole suite that was certified with: neither a part of it nor another build."""
    counts = _counts(said, (*_SELFTEST, "rows"), SELFTEST)
    if said.get("program") != conformance.run.environment.get("program"):
        raise Invalid(f"{SELFTEST} is the selftest of another mapproof-conform than the one that ran")
    if counts.pop("rows") != len(conformance.rows):
        raise Invalid(f"{SELFTEST} is no selftest of all rows")
    without = said.get("rows_without_liar")
    if not isinstance(without, list):
        raise Invalid(f"{SELFTEST} has no list 'rows_without_liar'")
    for part, whole in _PARTS:
        _share(said, part, whole)
    return {**counts, "rows_without_liar": len(without), "score": _share(said, "killed_by_owner", "liars")}


def _mutation(said: Mapping[str, Any]) -> Dict[str, Any]:
    """Of a commit before the one that has the score in it: it says which."""
    if not COMMIT.fullmatch(str(said.get("commit"))):
        raise Invalid(f"{MUTATION} does not say of which commit it is")
    counts = _counts(said, _MUTATION, MUTATION)
    if counts["killed"] + counts["survived"] > counts["mutants"]:
        raise Invalid(f"{MUTATION} counts more that were killed or survived than mutants, which cannot be")
    return {**counts, "commit": said["commit"], "score": _share(said, "killed", "mutants")}


def _counts(said: Mapping[str, Any], names: "tuple[str, ...]", name: str) -> Dict[str, int]:
    wrong = [each for each in names if type(said.get(each)) is not int or said[each] < 0]
    if wrong:
        raise Invalid(f"{name} has no count '{wrong[0]}'")
    return {each: said[each] for each in names}


def _share(said: Mapping[str, Any], part: str, whole: str) -> float:
    if said[part] > said[whole]:
        raise Invalid(f"more {part} than {whole} were counted, which cannot be")
    return round(said[part] / said[whole], 4) if said[whole] else 0.0
