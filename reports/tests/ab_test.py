"""ab on simulated launches with fixed seeds, and the command on stand-ins: what it launches, in which order, and what it answers.

SPDX-License-Identifier: Apache-2.0
"""

import json
import math
import random
from dataclasses import replace
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

import pytest
import samples
from mapproof.ab.duel import LEAST_ROUNDS, Duel, Finding
from mapproof.ab.launches import label, pattern_of
from mapproof.ab.ledger import Entry, Ledger, entries, lower_half
from mapproof.ab.side import side
from mapproof.errors import CannotRun
from mapproof.result.results import Result, result_from_events
from programs import assert_one_sentence, fake, mapproof

RUNS = 20
ROWS = tuple(f"row {n}" for n in range(25))


class Machine:
    """Makes pairs of launches; a clock that stands still but for them. Heavy tails, and a spell in every tenth launch."""

    def __init__(self, seed: int, slower: Optional[Dict[str, float]] = None, spread: float = 0.01, seconds: float = 1.0) -> None:
        self._random = random.Random(seed)
        self._slower, self._spread, self._seconds = slower or {}, spread, seconds
        self.asked: List[Tuple[bool, Sequence[str]]] = []

    def pair(self, new_first: bool, rows: Sequence[str]) -> Dict[str, Entry]:
        self.asked.append((new_first, tuple(rows)))
        return {name: (self._log(name), self._log(name)) for name in rows or ROWS}

    def clock(self) -> float:
        return self._seconds * len(self.asked)

    def _log(self, name: str) -> float:
        spell = 0.4 * self._random.choice((-1, 1)) if self._random.random() < 0.1 else 0.0
        return math.log(self._slower.get(name, 1.0)) + self._random.gauss(0.0, self._spread) + spell


def duel(machine: Machine, effect: float = 0.02, seconds: float = 40.0) -> List[Finding]:
    return Duel(machine.pair, effect, seconds, 1, machine.clock).run()


def test_equal_programs_are_not_called_slower() -> None:
    findings = [finding for seed in range(RUNS) for finding in duel(Machine(seed), effect=0.0)]

    slower = [finding for finding in findings if finding.verdict == "slower"]
    assert len(findings) == RUNS * len(ROWS)
    assert len(slower) <= 1  # 5 % of the runs


def test_slower_rows_are_found_and_no_others() -> None:
    slower = {"row 3": 1.05, "row 17": 1.04}
    for seed in range(20):
        found = {finding.name: finding for finding in duel(Machine(seed, slower))}

        assert {name for name, finding in found.items() if finding.verdict == "slower"} == set(slower)
        assert all(abs(found[name].evidence.best.estimate - math.log(times)) < found[name].half_width for name, times in slower.items())


def test_faster_is_told_too() -> None:
    found = {finding.name: finding.verdict for finding in duel(Machine(2, {"row 0": 0.9}))}

    assert found["row 0"] == "faster"


def test_what_looks_slower_is_proved_in_other_launches() -> None:
    machine = Machine(3, {"row 3": 1.1})
    duel(machine)

    proof = [rows for _, rows in machine.asked if rows == ("row 3",)]
    assert len(proof) >= LEAST_ROUNDS
    assert len({first for first, _ in machine.asked}) == 2  # either may be the first of a pair


def test_bad_luck_of_the_first_look_is_not_confirmed() -> None:
    class Unlucky(Machine):
        def pair(self, new_first: bool, rows: Sequence[str]) -> Dict[str, Entry]:
            found = super().pair(new_first, rows)
            if len(self.asked) <= LEAST_ROUNDS:
                found["row 7"] = (0.1 + 0.001 * len(self.asked), 0.1 + 0.001 * len(self.asked))
            return found

    found = {finding.name: finding.verdict for finding in duel(Unlucky(4))}
    assert found["row 7"] != "slower"


def test_quiet_rows_stop_early_and_the_time_goes_to_the_others() -> None:
    class Restless(Machine):
        def _log(self, name: str) -> float:
            return super()._log(name) + (self._random.gauss(0.0, 0.2) if name == "row 5" else 0.0)

    findings = {finding.name: finding for finding in duel(Restless(5), effect=0.05)}
    quiet = [finding.pairs for name, finding in findings.items() if name != "row 5"]

    assert findings["row 5"].pairs >= 2 * sorted(quiet)[len(quiet) // 2]
    assert findings["row 5"].least_effect > 4 * findings["row 1"].least_effect


def test_time_is_kept() -> None:
    machine = Machine(6, spread=0.5)
    duel(machine, effect=0.001, seconds=30.0)

    assert len(machine.asked) <= 31


def launch(seed: int, slower: float = 1.0, drift: float = 1.0) -> Result:
    generator = random.Random(seed)
    rows = []
    for index in range(6):
        floor = samples.measurement("floor_map", samples.noisy(generator, 90.0 * drift, 0.01), arguments={"length": 4096 << index})
        row = samples.measurement("map", samples.noisy(generator, 100.0 * drift * slower, 0.01), arguments={"length": 4096 << index})
        row["floor"] = {"name": "floor_map", "median": floor["median"], "ratio": row["median"] / floor["median"]}
        rows += [row, floor]
    return result_from_events("a.jsonl", "", 0, samples.benchmark(rows))


def test_pair_of_launches_says_what_the_rows_do_and_not_what_the_machine_does() -> None:
    found = entries(launch(1), launch(2, slower=1.2, drift=1.5))

    assert len(found) == 6
    for by_floor, by_machine in found.values():
        assert by_floor == pytest.approx(math.log(1.2), abs=0.02)
        assert by_machine == pytest.approx(math.log(1.2), abs=0.02)


def test_row_that_takes_nothing_says_nothing() -> None:
    base = launch(1)
    nothing = replace(base.measurements[0], repetitions=[0.0] * 20)

    assert len(entries(base, replace(base, measurements=(nothing, *base.measurements[1:])))) == 5


def test_row_that_was_never_measured_twice_is_unknown() -> None:
    ledger = Ledger()
    ledger.add({"row": (0.5, 0.5)})

    (evidence,) = ledger.evidence(["row"])
    assert math.isinf(evidence.best.error) and evidence.p_slower() == 1.0


def test_lower_half_leaves_out_what_was_interrupted() -> None:
    assert lower_half([3.0, 1.0, 99.0, 2.0]) == 1.5
    assert lower_half([7.0]) == 7.0


def test_pattern_finds_just_the_labels() -> None:
    row = launch(1).measurements[0]

    assert label(row) == "map/length:4096/cpu:0/memory:0"
    assert label(replace(row, arguments={"nocache": True, "in": "large pages"}, window="0x1+0x2")) == (
        "map/nocache:true/in:large pages/cpu:0/memory:0/window:0x1+0x2")
    assert pattern_of(["a+b", "c"]) == r"^(a\+b|c)$|^canary_"


# A stand-in for mapproof-bench that copies what its backend's file says to where it is told.
BENCH = r'''
while [ $# -gt 0 ]; do case "$1" in --backend) from="$2"; shift;; --out) to="$2"; shift;; esac; shift; done
echo "$from" >> "$(dirname "$0")/order"
[ -f "$from" ] || { echo "mapproof-bench: no such backend." >&2; exit 2; }
exec cp "$from" "$to"
'''


def stored(path: Path, seed: int, slower: float = 1.0) -> Path:
    rows = []
    for index in range(6):
        generator = random.Random(seed + index)
        rows.append(samples.measurement("map", samples.noisy(generator, 100.0 * slower, 0.001), arguments={"length": 4096 << index}))
    samples.write(path, samples.benchmark(rows))
    return path


def test_command_launches_both_and_says_what_is_slower(tmp_path: Path) -> None:
    folder = fake(tmp_path / "bin", "mapproof-bench", BENCH)
    base, new = stored(tmp_path / "base.so", 1), stored(tmp_path / "new.so", 1, slower=1.1)

    done = mapproof("ab", base, new, "--time", "2", "--json", "--seed", "3", bin_folder=folder)

    told = json.loads(done.stdout)
    assert (done.returncode, told["answer"], told["counts"], told["seed"]) == (1, "slower", {"slower": 6}, 3)
    assert all(row["ratio"] == pytest.approx(1.1, abs=0.01) and row["low"] <= row["ratio"] <= row["high"] for row in told["rows"])
    order = (folder / "order").read_text().split()
    pairs = list(zip(order[::2], order[1::2]))
    assert all(set(pair) == {str(base), str(new)} for pair in pairs) and len(set(pairs)) == 2


def test_command_on_equal_programs_is_quiet(tmp_path: Path) -> None:
    folder = fake(tmp_path / "bin", "mapproof-bench", BENCH)
    base = stored(tmp_path / "base.so", 1)

    done = mapproof("ab", base, base, "--time", "2", bin_folder=folder)

    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1].startswith("not slower by 2 % (6 rows, ")


def test_program_that_fails_is_one_sentence(tmp_path: Path) -> None:
    folder = fake(tmp_path / "bin", "mapproof-bench", BENCH)

    done = mapproof("ab", "nothing", "nothing", "--time", "2", bin_folder=folder)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.splitlines()[-1] == "mapproof: 'nothing' could not be measured: mapproof-bench: no such backend."


def test_sides_are_what_the_user_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = fake(tmp_path / "bin", "mapproof-bench", BENCH)
    monkeypatch.setenv("MAPPROOF_BIN", str(folder))
    options = ["--backend", "linux", "--target", "t:"]

    assert side(str(tmp_path), options).program == str(folder / "mapproof-bench")
    assert side(str(folder), options).options == options
    assert side(str(folder / "mapproof-bench"), options).options == options
    assert side("model", options).options == ["--target", "t:", "--backend", "model"]
    for wrong in ("./nothing.so", str(tmp_path / "empty")):
        (tmp_path / "empty").mkdir(exist_ok=True)
        with pytest.raises(CannotRun):
            side(wrong, options)


@pytest.mark.parametrize("words, sentence", [(["--time", "0"], "not between 1 and 86400"), (["--effect", "-2"], "is no percentage")])
def test_wrong_numbers_are_one_sentence(words: List[str], sentence: str) -> None:
    assert_one_sentence(mapproof("ab", "model", "model", *words), sentence)
