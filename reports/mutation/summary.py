"""The score of a campaign.

SPDX-License-Identifier: Apache-2.0
"""

from collections import Counter
from typing import Any, Dict, Iterable, Mapping, Sequence

from mutation.journal import NO_CODE, SAME_CODE, Outcome
from mutation.ledger import EQUIVALENT, HOLE, OUTSIDE, Entry

SCHEMA = 1


def folder_of(known: Outcome) -> str:
    """The backend that a mutant is of."""
    return known.file.split("/")[1]


def score(outcomes: Iterable[Outcome], ledger: Mapping[str, Entry]) -> Dict[str, Any]:
    """How many of each. `mutants` are those that a caller can tell from the original and that break the contract, as far as is known."""
    states = Counter(_state(known, ledger) for known in outcomes)
    made = sum(states.values()) - states[NO_CODE] - states[SAME_CODE]
    mutants = made - states[EQUIVALENT] - states[OUTSIDE]
    return {
        "mutants": mutants,
        "killed": states["killed"],
        "killed_percent": _percent(states["killed"], mutants),
        "noticed_only": states["noticed"],
        "noticed_percent": _percent(states["killed"] + states["noticed"], mutants),
        "survived": states[HOLE] + states["survived"],
        "not_explained": states["survived"],
        "made": made,
        "equivalent": states[EQUIVALENT],
        "outside_of_the_contract": states[OUTSIDE],
        "same_object_code": states[SAME_CODE],
        "does_not_compile": states[NO_CODE],
    }


def _state(known: Outcome, ledger: Mapping[str, Entry]) -> str:
    entry = ledger.get(known.key)
    # What a row that is not judged noticed, or a tool, counts as noticed, and may be outside of the contract too.
    if entry is None or known.state not in ("survived", "noticed") or (known.state == "noticed" and entry.kind == HOLE):
        return known.state
    return entry.kind


def summary(outcomes: Sequence[Outcome], ledger: Mapping[str, Entry], commit: str, seed: int) -> Dict[str, Any]:
    """The object that is committed."""
    folders = sorted({folder_of(known) for known in outcomes})
    per_folder = {folder: score([known for known in outcomes if folder_of(known) == folder], ledger) for folder in folders}
    return {"schema": SCHEMA, "commit": commit, "seed": seed, **score(outcomes, ledger), "folders": per_folder}


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
