"""scripts/mutate: what it changes, how it remembers, how it counts, and four mutants of the model whose fate is known.

SPDX-License-Identifier: Apache-2.0
"""

import os
from pathlib import Path
from typing import Dict, List

import pytest
from mapproof.errors import CannotRun
from mutation import ledger
from mutation.campaign import Campaign
from mutation.journal import NO_CODE, SAME_CODE, Journal, Outcome
from mutation.mutants import Mutant, chosen, mutants_of
from mutation.operators import OPERATORS
from mutation.subjects import Asking, Subject
from mutation.summary import summary
from mutation.tokens import code_of, closing

ROOT = Path(__file__).resolve().parents[3]
BUILD = Path(os.environ.get("MAPPROOF_BIN", ROOT / "build" / "dev" / "bin")).resolve().parent
LOCKS = "backends/model/calls/mlock.cpp"
CODE = """
// if (a == b) nothing;
static int answer(int length, int flags) {
  const char* text = "x < y";
  if (length < 4 && (flags & MAP_FIXED) != 0) return -EINVAL;
  count(length, flags);
  return 0;
}
"""


def _changed(operator: str, code: str = CODE) -> List[str]:
    """The changed lines of one operator."""
    text = code_of(code)
    found = []
    for edit in OPERATORS[operator](text):
        changed = code[: edit.begin] + edit.text + code[edit.end :]
        found += [line.strip() for line, old in zip(changed.split("\n"), code.split("\n")) if line != old]
    return found


def test_comments_and_texts_are_no_code_and_places_stay() -> None:
    code = code_of(CODE)
    assert len(code) == len(CODE) and code.count("\n") == CODE.count("\n")
    assert "==" not in code and '"' not in code and "MAP_FIXED" in code


def test_brackets_are_closed_where_they_were_opened() -> None:
    assert closing("f(a[0], (b))", 1) == 11
    assert closing("f(a]", 1) is None


@pytest.mark.parametrize(
    "operator, line",
    [
        ("relation", "if (length <= 4 && (flags & MAP_FIXED) != 0) return -EINVAL;"),
        ("relation", "if (length >= 4 && (flags & MAP_FIXED) != 0) return -EINVAL;"),
        ("relation", "if (length < 4 && (flags & MAP_FIXED) == 0) return -EINVAL;"),
        ("connective", "if (length < 4 || (flags & MAP_FIXED) != 0) return -EINVAL;"),
        ("arithmetic", "if (length < 4 && (flags | MAP_FIXED) != 0) return -EINVAL;"),
        ("condition", "if (!(length < 4 && (flags & MAP_FIXED) != 0)) return -EINVAL;"),
        ("errno", "if (length < 4 && (flags & MAP_FIXED) != 0) return -ENXIO;"),
        ("flag", "if (length < 4 && (flags & 0) != 0) return -EINVAL;"),
        ("statement", ";"),
        ("answer", "return -1;"),
        ("constant", "if (length < 4 + 1 && (flags & MAP_FIXED) != 0) return -EINVAL;"),
        ("quantity", "if ((length + 1) < 4 && (flags & MAP_FIXED) != 0) return -EINVAL;"),
        ("arguments", "count(flags, length);"),
    ],
)
def test_operator_makes_this_change(operator: str, line: str) -> None:
    assert line in _changed(operator)


def test_declarations_are_not_torn() -> None:
    assert _changed("arguments", "int f(int a, int b);\n") == []
    assert _changed("statement", "  const int a = 1;\n  return a;\n") == []
    assert _changed("relation", "std::vector<int> a;\n") == []


def _mutants(tmp_path: Path, text: str) -> Dict[str, Mutant]:
    (tmp_path / "a.cpp").write_text(text, encoding="utf-8")
    return {mutant.key: mutant for mutant in mutants_of(tmp_path, "a.cpp")}


def test_keys_survive_lines_that_are_added_elsewhere(tmp_path: Path) -> None:
    before = _mutants(tmp_path, CODE)
    after = _mutants(tmp_path, "int other(int a) { return a + 1; }\n\n" + CODE)
    assert len(before) > 10 and before.keys() < after.keys()


def test_choice_depends_on_the_seed_and_on_nothing_else(tmp_path: Path) -> None:
    mutants = list(_mutants(tmp_path, CODE).values())
    picked = chosen(mutants, 1, 5)
    assert picked == chosen(mutants[::-1], 1, 5)
    assert picked != chosen(mutants, 2, 5)


def _outcome(key: str, state: str) -> Outcome:
    return Outcome(key, "backends/model/a.cpp", "relation", "backends/model/a.cpp: a < b -> a <= b", state, "", 1.0)


def test_journal_forgets_the_line_that_a_kill_tore_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    first = Journal(path)
    first.add(_outcome("1", "killed"))
    first.add(_outcome("2", "survived"))
    path.write_bytes(path.read_bytes()[:-20])
    second = Journal(path)
    assert set(second.outcomes) == {"1"}
    second.add(_outcome("3", "noticed"))
    assert set(Journal(path).outcomes) == {"1", "3"}


def test_score_leaves_out_what_the_ledger_explains(tmp_path: Path) -> None:
    states = {"1": "killed", "2": "killed", "3": "noticed", "4": "survived", "5": "survived", "6": "survived", "7": "survived", "8": SAME_CODE,
              "9": NO_CODE}
    page = tmp_path / "ledger"
    page.write_text("# explained\n4 equivalent a: b -> c | never reached\n5 outside a: d -> e | a word of a refusal\n6 hole a: f -> g | no row\n")
    score = summary([_outcome(key, state) for key, state in states.items()], ledger.load(page), "abc", 1)
    assert (score["made"], score["mutants"], score["killed"], score["noticed_only"]) == (7, 5, 2, 1)
    assert (score["survived"], score["not_explained"], score["same_object_code"], score["does_not_compile"]) == (2, 1, 1, 1)
    assert (score["killed_percent"], score["noticed_percent"]) == (40.0, 60.0)
    assert score["folders"]["model"]["mutants"] == 5


@pytest.mark.parametrize("line", ["1 equivalent a: b -> c", "1 unknown a: b -> c | because", "1 hole a: b -> c | "])
def test_ledger_line_without_class_or_reason_is_refused(line: str, tmp_path: Path) -> None:
    page = tmp_path / "ledger"
    page.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(CannotRun, match="line 1 is no"):
        ledger.load(page)


def test_committed_ledger_is_understood() -> None:
    for entry in ledger.load(ROOT / "reports/mutation/ledger.txt").values():
        assert (ROOT / entry.change.split(":")[0]).is_file()


def _made(name: str, old: str, new: str) -> Mutant:
    text = (ROOT / LOCKS).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{LOCKS} has changed: choose another line for this test"
    return Mutant(name, LOCKS, "statement", 1, old, new, text.replace(old, new))


FATES = {
    "killed": _made("killed", "status(EPERM);\n  if (const int", "status(EINVAL);\n  if (const int"),
    "survived": _made("survived", "session->lock_future.store(true", "session->lock_future.store(false"),
    SAME_CODE: _made(SAME_CODE, "std::max(at, extent.start)", "std::max(extent.start, at)"),
    NO_CODE: _made(NO_CODE, "status(EPERM);\n  if (const int", "status(EPERM)\n  if (const int"),
}


def test_each_mutant_meets_its_fate(tmp_path: Path) -> None:
    """Asked about the errno alone, what is locked later survives."""
    journal = Journal(tmp_path / "journal")
    subject = Subject("plugins/model.so", (Asking("", "qnx-7.1", ("MLK_04",)),))
    Campaign(ROOT, BUILD, tmp_path, journal, lambda file, scratch: subject).run(list(FATES.values()), 2)
    assert {key: known.state for key, known in journal.outcomes.items()} == {fate: fate for fate in FATES}
    assert journal.outcomes["killed"].by.startswith("MLK_04.")
