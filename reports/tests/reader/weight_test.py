"""Whether a check of the core may be untested is worked out from the record, also for the rows of which only some checks are asked.

SPDX-License-Identifier: Apache-2.0
"""

import json
import re
from pathlib import Path
from typing import Any, List

import pytest
import samples
from mapproof.errors import CannotRun
from mapproof.result.reader import read
from mapproof.result.weight import NARROW, REPEATED, REPEATING

TREE = Path(__file__).resolve().parents[3]
TITLE = "HoldsWhatItSays"
COVERAGE = {"core_rows_not_asked": 0, "core_open": [], "groups_lacking": []}


def record(untested: str, bits: int = 32, hinders: bool = False, judged: bool = True) -> List[Any]:
    """All core rows of a subject pass but one, which its maker would rather not have asked."""
    names = ("MDM_03", "MOF_01", "MO64_01", *NARROW)
    events = samples.conformance({name: "untested" if name == untested else "pass" for name in names})
    events[0]["facts"]["offset_bits"] = bits
    for event in events[1:-1]:
        if event["event"] == "row":
            event["core"] = True
            continue
        # As in the catalogue, only a check that is repeated has the title of another.
        event["check"] = TITLE if event["row"].endswith("_01") else f"Of{event['row']}"
        event.update(hinders=hinders and event["row"] == untested, judged=judged or event["row"] != untested)
    asked = [name for name in names if (bits == 32 or name not in NARROW) and (judged or name != untested)]
    rows = len(names) - (not judged)
    passed = [name for name in asked if name != untested]
    events[-1].update(conformant=not hinders, verdict="incomplete" if hinders else "conformant", coverage={
        **COVERAGE, "judged_rows": rows, "judged_rows_passed": rows - judged, "core_rows": len(asked), "core_rows_passed": len(passed)})
    events[-1]["judged_counts"]["untested"] = int(judged)
    return events


@pytest.mark.parametrize("row", ["MDM_03", "MOF_01", "MO64_01", *NARROW])
def test_core_check_dropped_to_untested_is_noticed(tmp_path: Path, row: str) -> None:
    assert read(samples.write(tmp_path / "honest.jsonl", record(row, hinders=True))).end.verdict == "incomplete"

    with pytest.raises(CannotRun, match=f"the check {row}.* does not say rightly whether it hinders"):
        read(samples.write(tmp_path / "forged.jsonl", record(row)))


@pytest.mark.parametrize("row", ["MOF_01", "MO64_01", *NARROW])
def test_core_check_taken_out_of_judgement_is_noticed(tmp_path: Path, row: str) -> None:
    with pytest.raises(CannotRun, match="do not agree on whether it is judged"):
        read(samples.write(tmp_path / "forged.jsonl", record(row, judged=False)))


@pytest.mark.parametrize("row", NARROW)
def test_system_with_64_bits_is_asked_nothing_about_32(tmp_path: Path, row: str) -> None:
    assert read(samples.write(tmp_path / "honest.jsonl", record(row, bits=64))).end.verdict == "conformant"


def test_rows_about_32_bits_are_those_of_the_catalogue() -> None:
    text = "".join(path.read_text() for path in (TREE / "conformance" / "requirements").glob("*.hpp"))
    rows = re.findall(r"Requirement (\w+)\{(.*?)\n\};", text, re.S)

    assert len(rows) > 100
    assert tuple(name for name, members in rows if ".narrow_off_t = true" in members) == NARROW


def test_checks_that_are_repeated_have_one_row_each() -> None:
    rows = {row["id"]: row["checks"] for row in json.loads((TREE / "reports/mapproof/requirements.json").read_text())["rows"]}
    owners = [[name for name in rows if name.startswith(REPEATED) and check in rows[name]] for check in rows[REPEATING]]

    assert len(owners) > 20 and all(len(each) == 1 for each in owners)
