"""Each fault that the traceability gate exists for, made on purpose in a small tree of its own, and the real tree.

SPDX-License-Identifier: Apache-2.0
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

import pytest
from programs import patience

REPORTS = Path(__file__).resolve().parent.parent
PROFILES = ("qnx-7.1", "obs64")


def row(name: str, text: str, checks: List[str], reason: Any = None) -> Dict[str, Any]:
    """A row as the program lists it."""
    state = "tested" if checks else "untestable"
    return {"id": name, "text": text, "source": "a document", "evidence": "A", "state": state, "reason": reason,
            "optional": False, "core": True, "profiles": ["qnx-7.1"], "not_for": [], "checks": checks,
            "accepts": {profile: [] for profile in PROFILES}}


class SmallTree:
    """Two rows, one with a check and a liar, one with a reason, and nothing wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = [row("TST_01", "A page can be mapped.", ["PageIsMapped"]), row("TST_02", "Nobody knows.", [], "no way")]
        self.put("conformance/requirements/test.hpp", "inline constexpr Requirement TST_01{\n"
                 "inline constexpr Requirement TST_02{\n")
        self.put("conformance/requirements/ids.txt", "# ids\nTST 3\nTST_03 withdrawn: 0.1, said what TST_01 says\n")
        self.put("conformance/checks/test/one.cpp", "CHECK_REQUIREMENT(TST_01, PageIsMapped) {\n")
        self.put("test-backends.txt", "liars tst_01_maps_nothing\nvariants slow\n")

    def put(self, name: str, text: str) -> None:
        """Writes a file of the tree."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> Tuple[int, str]:
        """The script's exit code and what it said."""
        self.put("catalogue.json", json.dumps({"rows": self.rows}))
        command = [sys.executable, "-m", "traceability", "--tree", str(self.folder), "--catalogue",
                   str(self.folder / "catalogue.json"), "--liars", str(self.folder / "test-backends.txt"), *arguments]
        done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(REPORTS)}, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=patience(60), check=False)
        return done.returncode, done.stdout


@pytest.fixture(name="tree")
def _tree(tmp_path: Path) -> SmallTree:
    tree = SmallTree(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "reports/mapproof").mkdir(parents=True)
    assert tree.run("--write") == (0, "")
    return tree


def test_nothing_wrong_is_a_yes(tree: SmallTree) -> None:
    assert tree.run() == (0, "traceability: 2 rows, 1 liars, 0 faults\n")


def check_without_row(tree: SmallTree) -> None:
    tree.put("conformance/checks/test/two.cpp", "CHECK_REQUIREMENT(TST_09, NobodyAsked) {\n")


def check_that_does_not_run(tree: SmallTree) -> None:
    tree.put("conformance/checks/test/two.cpp", "CHECK_LOOKUP(TST_01, IsNotLinked) {\n")


def lost_reason(tree: SmallTree) -> None:
    tree.rows[1]["reason"] = None


def reason_beside_a_check(tree: SmallTree) -> None:
    tree.rows[0]["reason"] = "no way"


def lost_liar(tree: SmallTree) -> None:
    tree.put("test-backends.txt", "variants tst_01_slow\n")


def call_that_no_liar_breaks(tree: SmallTree) -> None:
    tree.rows[0]["text"] = "What map() gives, unmap() takes."
    tree.put("conformance/tests/liars/test/tst_01_maps_nothing.c", "LIAR(table->map = map)\n")
    tree.put("conformance/tests/liars/test/tst_02_unmaps_nothing.c", "LIAR(table->unmap = unmap)\n")


def stray_liar(tree: SmallTree) -> None:
    tree.put("test-backends.txt", "liars tst_01_maps_nothing\nliars tst_09_lies\n")


def id_given_twice(tree: SmallTree) -> None:
    tree.put("conformance/requirements/other.hpp", "inline constexpr Requirement TST_01{\n")


def id_used_again(tree: SmallTree) -> None:
    tree.put("conformance/requirements/other.hpp", "inline constexpr Requirement TST_03{\n")
    tree.rows.append(row("TST_03", "Another sentence.", [], "no way"))


def id_beyond_the_last(tree: SmallTree) -> None:
    tree.rows.append(row("TST_04", "Another sentence.", [], "no way"))


def row_that_is_gone(tree: SmallTree) -> None:
    del tree.rows[1]


def reworded_row(tree: SmallTree) -> None:
    tree.rows[0]["text"] = "A page can always be mapped."


def moved_evidence(tree: SmallTree) -> None:
    tree.rows[0]["evidence"] = "C"


def row_with_other_needs(tree: SmallTree) -> None:
    tree.rows[0]["needs"] = ["map"]


@pytest.mark.parametrize("seed, complaint", [
    (row_with_other_needs, "reports/mapproof/requirements.json is not what the rows say: run scripts/traceability --write"),
    (check_without_row, "check TST_09.NobodyAsked is written, but the program has no such row"),
    (check_that_does_not_run, "check TST_01.IsNotLinked is written, but the program has no such row or does not run it"),
    (lost_reason, "row TST_02 has neither a check nor a reason"),
    (reason_beside_a_check, "row TST_01 has checks, and a reason why there can be none"),
    (lost_liar, "row TST_01 has no liar"),
    (call_that_no_liar_breaks, "row TST_01 names unmap() beside other calls, and no liar of it breaks that one"),
    (stray_liar, "liar tst_09_lies is named after no row"),
    (id_given_twice, "id TST_01 names 2 rows"),
    (id_used_again, "id TST_03 was withdrawn (0.1, said what TST_01 says) and is used again"),
    (id_beyond_the_last, "id TST_04 is not in ids.txt"),
    (row_that_is_gone, "id TST_02 is no row and was not withdrawn"),
    (reworded_row, "the sentence of row TST_01 is not on the catalogue page"),
    (moved_evidence, "the catalogue page is not what the rows say"),
])
def test_seeded_fault_is_found(tree: SmallTree, seed: Callable[[SmallTree], None], complaint: str) -> None:
    seed(tree)

    code, said = tree.run()

    assert code == 1
    assert complaint in said


def test_writing_the_page_repairs_it_and_nothing_else(tree: SmallTree) -> None:
    reworded_row(tree)
    lost_reason(tree)
    tree.run("--write")

    code, said = tree.run()

    assert code == 1
    assert said.splitlines() == ["traceability: row TST_02 has neither a check nor a reason why there can be none.",
                                 "traceability: 2 rows, 1 liars, 1 faults"]


@pytest.mark.parametrize("name, text", [("conformance/requirements/ids.txt", "TST three\n"), ("catalogue.json", "{")])
def test_file_that_makes_no_sense_is_one_sentence(tree: SmallTree, name: str, text: str) -> None:
    catalogue = str(tree.folder / "seeded.json") if name == "catalogue.json" else str(tree.folder / "catalogue.json")
    tree.put("seeded.json", text)
    tree.put(name, text)

    code, said = tree.run("--catalogue", catalogue)

    assert (code, said.count("\n")) == (2, 1)
    assert str(tree.folder) in said
