"""compare on synthetic results: quiet on equal ones, loud on slower ones, and honest about noise. All seeds are fixed.

SPDX-License-Identifier: Apache-2.0
"""

import json
import math
import random
from dataclasses import replace
from pathlib import Path
from typing import Any, List

import numpy
import pytest
import samples
from mapproof.compare.change import Comparison, Question
from mapproof.compare.comparison import compare
from mapproof.statistics import Shift, centre, false_discovery, hodges_lehmann, moderated
from mapproof.compare.verdict import ERROR_RATE
from mapproof.errors import CANNOT_TELL, NO, YES, CannotRun
from mapproof.result.results import Result
from programs import assert_one_sentence, mapproof
from simulated import ROWS, benchmark, result

FIVE = Question(0.05)


def verdicts(comparison: Comparison) -> List[str]:
    return [change.verdict for change in comparison.changes]


# Without floors nothing could tell a slower machine from slower code.
@pytest.mark.parametrize("drift, floors", [(1.0, True), (1.3, True), (1.0, False)])
def test_equal_runs_are_never_slower(drift: float, floors: bool) -> None:
    codes = [compare(benchmark(seed, floors=floors), benchmark(1000 + seed, drift=drift, floors=floors), FIVE).code
             for seed in range(100)]

    assert NO not in codes


@pytest.mark.parametrize("spread, spells", [(0.03, 0.0), (0.03, 0.3), (0.2, 0.0)])
def test_false_alarms_stay_at_the_stated_rate_where_any_difference_counts(spread: float, spells: float) -> None:
    trials = 150
    alarms = sum(compare(benchmark(seed, spread, spells=spells), benchmark(10_000 + seed, spread, spells=spells), Question(0.0)).code == NO
                 for seed in range(trials))

    # Twice the stated rate leaves room for chance; the repetitions are the only thing that differs.
    assert alarms <= 2 * ERROR_RATE * trials


@pytest.mark.parametrize("spells", [0.0, 0.3])
def test_one_slower_row_among_many_is_found(spells: float) -> None:
    found = [compare(benchmark(seed, spells=spells), benchmark(1000 + seed, slower={3: 1.2}, spells=spells), FIVE) for seed in range(50)]

    assert sum(verdicts(comparison)[3] == "slower" for comparison in found) >= 48
    assert all(comparison.code == NO for comparison in found if "slower" in verdicts(comparison))


def test_spells_in_one_of_the_runs_are_no_slower_code() -> None:
    codes = [compare(benchmark(seed), benchmark(1000 + seed, spells=0.3), FIVE).code for seed in range(50)]

    assert codes.count(NO) <= 2


def test_floor_that_was_disturbed_alone_makes_nothing_slower_and_hides_nothing() -> None:
    base = benchmark(1, restless=0)

    assert compare(base, benchmark(2), FIVE).code != NO
    assert verdicts(compare(benchmark(1), benchmark(2, slower={0: 2.0}, restless=0), FIVE))[0] == "unclear"


def test_slower_machine_is_not_slower_code_but_slower_code_on_it_is() -> None:
    base = benchmark(1)

    assert compare(base, benchmark(2, drift=1.4), FIVE).code == YES
    assert compare(base, benchmark(2, drift=1.4, slower={0: 1.2}), FIVE).code == NO


def test_file_against_itself_is_not_slower_however_restless() -> None:
    restless = benchmark(1, spread=0.6)

    assert (compare(restless, restless, FIVE).code, compare(restless, restless, Question(0.0)).code) == (YES, YES)


def test_noise_larger_than_the_effect_cannot_tell_and_says_what_would_suffice() -> None:
    comparison = compare(benchmark(1, spread=0.25), benchmark(2, spread=0.25), FIVE)

    assert comparison.code == CANNOT_TELL and "unclear" in verdicts(comparison)
    assert comparison.decided is not None and comparison.decided < 0.9
    larger = float(comparison.advice.split("--effect ")[1].split()[0])
    assert compare(benchmark(1, spread=0.25), benchmark(2, spread=0.25), Question(larger / 100)).code == YES
    assert "times the repetitions" in comparison.advice


def test_enough_decided_rows_are_an_answer() -> None:
    base, new = benchmark(1), benchmark(2, restless=3, slower={3: 2.0})

    assert verdicts(compare(base, new, FIVE)).count("unclear") == 1
    assert compare(base, new, Question(0.05, decided=0.9)).code == YES
    assert compare(base, new, Question(0.05, decided=1.0)).code == CANNOT_TELL


def test_only_the_rows_asked_about_count() -> None:
    base, new = benchmark(1), benchmark(2, slower={3: 1.5})

    assert compare(base, new, Question(0.05, rows=["map, 4 KiB*", "map, 8 KiB*"])).code == YES
    assert compare(base, new, Question(0.05, rows=["map, 32 KiB*"])).code == NO
    with pytest.raises(CannotRun, match="no row in common"):
        compare(base, new, Question(0.05, rows=["nothing*"]))


def test_row_may_become_as_slow_as_it_is_allowed_to() -> None:
    base, new = benchmark(1), benchmark(2, slower={3: 1.5})

    comparison = compare(base, new, Question(0.05, allowed=[(1.7, "map, 32 KiB*")]))
    assert (comparison.code, verdicts(comparison)[3]) == (YES, "allowed")
    assert compare(base, new, Question(0.05, allowed=[(1.2, "map")])).code == NO


def test_floors_and_canaries_are_not_judged() -> None:
    def with_floor(time: float) -> Result:
        return result(samples.benchmark([samples.measurement(name, [1.0 if name == "map" else time] * 3)
                                         for name in ("map", "floor_map", "canary_memory")]))

    comparison = compare(with_floor(1.0), with_floor(3.0), FIVE)

    assert [change.name.split(",")[0] for change in comparison.changes] == ["map"]


def test_faster_is_not_slower() -> None:
    comparison = compare(benchmark(1), benchmark(2, slower={5: 0.7}), FIVE)

    assert comparison.code == YES
    assert verdicts(comparison)[5] == "faster"


def test_single_repetition_cannot_tell() -> None:
    one, other = (result(samples.benchmark([{**samples.measurement("map", [1.0, 1.0]), "repetitions": [time]}])) for time in (1.0, 9.0))

    assert compare(one, other, FIVE).code == CANNOT_TELL


def test_row_that_is_refused_now_cannot_tell() -> None:
    base = result(samples.benchmark([samples.measurement("map", [1.0, 1.01, 1.02]), samples.measurement("x", [1.0, 1.0])]))
    new = result(samples.benchmark([samples.refusal("map", "ENXIO"), samples.measurement("x", [1.0, 1.0])]))

    comparison = compare(base, new, FIVE)

    assert comparison.code == CANNOT_TELL
    assert verdicts(comparison)[-1] == "now refused"


def test_figure_that_cannot_be_true_is_a_verdict_of_its_own() -> None:
    base, new = benchmark(1), benchmark(2, slower={0: 0.1})
    new = replace(new, measurements=(replace(new.measurements[0], implausible="It is faster than its floor."), *new.measurements[1:]))

    (doubted,) = [change for change in compare(base, new, FIVE).changes if change.verdict == "now implausible"]
    assert doubted.text == "It is faster than its floor."


def exact(*times: float) -> Result:
    rows = [samples.measurement("map", [time, time], arguments={"length": 4096 << n}) for n, time in enumerate(times)]
    run = samples.run("benchmark")
    return result(samples.benchmark(rows, environment={**run["environment"], "clock": "exact"}))


def test_exact_clock_is_compared_exactly() -> None:
    base = exact(1000.0, 1000.0, 1000.0)

    comparison = compare(base, exact(1006.0, 994.0, 1000.0), Question())
    assert (comparison.code, verdicts(comparison)) == (NO, ["slower", "faster", "unchanged"])
    assert compare(base, exact(1006.0, 994.0, 1000.0), Question(0.01)).code == YES
    assert compare(base, exact(1000.0, 1000.0, 1000.0), Question(0.0)).code == YES
    with pytest.raises(CannotRun, match="compare two of one"):
        compare(base, benchmark(1), Question())


def test_windows_and_nodes_tell_rows_apart() -> None:
    def at(**where: Any) -> samples.Event:
        return samples.measurement("map", [1.0, 1.0, 1.0], **where)

    base = result(samples.benchmark([at(), at(window="low"), at(cpu_node=1)]))
    new = result(samples.benchmark([at(), at(window="high"), at(memory_node=1)]))

    comparison = compare(base, new, FIVE)

    assert (len(comparison.changes), len(comparison.only_base), len(comparison.only_new)) == (1, 2, 2)


@pytest.mark.parametrize("before, after, code", [
    ("pass", "pass", YES), ("pass", "fail", NO), ("pass", "crashed", NO), ("pass", "untested", NO), ("fail", "pass", YES),
    ("fail", "crashed", YES), ("xpass", "pass", YES),
])
def test_conformance(before: str, after: str, code: int) -> None:
    base = result(samples.conformance({"MDM_01": "pass", "MDM_02": before}))
    new = result(samples.conformance({"MDM_01": "pass", "MDM_02": after}))

    assert compare(base, new, FIVE).code == code


def test_hodges_lehmann_is_the_middle_of_all_differences() -> None:
    shift = hodges_lehmann([1.0, 1.0, 1.0], [2.0, 2.0, 200.0])

    assert shift.estimate == pytest.approx(0.6931, abs=1e-3)


def test_false_discovery_takes_all_up_to_the_last_that_falls() -> None:
    assert false_discovery([0.001, 0.04, 0.02, 0.3], 0.05) == [True, False, True, False]
    assert false_discovery([0.001, 0.03, 0.026, 0.036], 0.05) == [True, True, True, True]
    assert false_discovery([], 0.05) == []


def test_centre_stands_though_a_third_of_the_repetitions_is_wild() -> None:
    generator = numpy.random.default_rng(5)
    quiet = numpy.log(generator.normal(100.0, 1.0, 30))
    wild = quiet.copy()
    wild[:6] += 3.0

    assert abs(centre(wild).value - centre(quiet).value) < 0.01
    assert centre(wild).error < 3 * centre(quiet).error


def test_errors_lean_on_each_other_only_as_far_as_they_are_alike() -> None:
    generator = numpy.random.default_rng(6)
    alike = [Shift(0.0, math.sqrt(generator.chisquare(4) / 4), 4.0) for _ in range(2000)]
    unlike = [Shift(0.0, shift.error * math.exp(generator.normal(0.0, 2.0)), 4.0) for shift in alike]

    assert all(0.7 < shift.error < 1.4 and shift.freedom > 30 for shift in moderated(alike))
    assert all(shift.freedom < 8 for shift in moderated(unlike))


def test_unknown_error_stays_unknown() -> None:
    known = Shift(1.0, 0.1, 5.0)

    assert known.widened(math.inf).p_above(0.0) == 1.0
    assert moderated([Shift(3.0, math.inf, 1.0), known, known, known])[0].p_above(0.0) == 1.0


def test_command_prints_one_json_object(tmp_path: Path) -> None:
    base = samples.write(tmp_path / "a.jsonl", samples.conformance({"MDM_01": "pass"}))
    new = samples.write(tmp_path / "b.jsonl", samples.conformance({"MDM_01": "fail"}))

    done = mapproof("compare", base, new, "--json")

    assert done.returncode == 1
    assert json.loads(done.stdout)["counts"] == {"regressed": 1}


def test_command_prints_a_line_per_change(tmp_path: Path) -> None:
    base = samples.write(tmp_path / "a.jsonl", samples.conformance({"MDM_01": "pass", "MDM_02": "pass"}))
    new = samples.write(tmp_path / "b.jsonl", samples.conformance({"MDM_01": "fail", "MDM_02": "pass"}))

    lines = mapproof("compare", base, new).stdout.splitlines()

    assert lines[0].split() == ["regressed", "MDM_01.HoldsWhatItSays", "pass", "→", "fail"]
    assert lines[-1].startswith("something that passed no longer does (2 rows compared")


CALLS = 6000


def with_tails(seed: int, tail: float = 1.0, floor_tail: float = 1.0) -> Result:
    """Rows of timed calls of which the slowest 2 % of row 3 take `tail` times as long, and those of a floor `floor_tail` times."""
    generator = random.Random(seed)
    rows = []
    for index in range(ROWS):
        for name, scale in (("map", tail if index == 3 else 1.0), ("floor_map", floor_tail if index == 0 else 1.0)):
            row = samples.measurement(name, samples.noisy(generator, 1000.0, 0.01), arguments={"length": 4096 << index})
            if name == "map":
                floor = 950.0 * generator.gauss(1.0, 0.005)
                row["floor"] = {"name": "floor_map", "median": floor, "ratio": row["median"] / floor}
            row["distribution"] = samples.distribution(generator, 1000.0, CALLS)
            buckets = row["distribution"]["buckets"]
            slow = sum(count for _, count in buckets) // 50
            while buckets and slow > 0:
                value, count = buckets.pop()
                slow -= count
            buckets.append([buckets[-1][0] * 1.5 * scale, CALLS - sum(count for _, count in buckets)])
            row["distribution"]["p99"] = row["distribution"]["p999"] = row["distribution"]["max"] = buckets[-1][0]
            rows.append(row)
    return result(samples.benchmark(rows))


def test_slower_tail_is_noticed_though_the_median_stands() -> None:
    for seed in range(3):
        comparison = compare(with_tails(seed), with_tails(1000 + seed, tail=3.0), FIVE)

        assert comparison.code == NO
        (slower,) = [change for change in comparison.changes if change.verdict == "slower"]
        assert "32" in slower.name and slower.text == "99th percentile of its calls"
        assert slower.low is not None and slower.high is not None and slower.low < 3.0 < slower.high


def test_tails_of_equal_runs_are_quiet() -> None:
    assert [compare(with_tails(seed), with_tails(1000 + seed), FIVE).code for seed in range(6)] == [YES] * 6


def test_tail_is_only_judged_by_thousands_of_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "CALLS", 3000)

    assert compare(with_tails(1), with_tails(2, tail=3.0), FIVE).code == YES


def test_faster_tail_is_told() -> None:
    comparison = compare(with_tails(1, tail=3.0), with_tails(2), FIVE)
    assert (comparison.code, [change.verdict for change in comparison.changes if change.text]) == (YES, ["faster"])


def test_different_kinds_are_one_sentence(tmp_path: Path) -> None:
    base = samples.write(tmp_path / "a.jsonl", samples.conformance({"MDM_01": "pass"}))
    new = samples.write(tmp_path / "b.jsonl", samples.benchmark([samples.measurement("map", [1.0, 1.0])]))

    assert_one_sentence(mapproof("compare", base, new), "compare two of one kind")


def test_nothing_in_common_is_one_sentence(tmp_path: Path) -> None:
    base = samples.write(tmp_path / "a.jsonl", samples.conformance({"MDM_01": "pass"}))
    new = samples.write(tmp_path / "b.jsonl", samples.conformance({"MDM_02": "pass"}))

    assert_one_sentence(mapproof("compare", base, new), "no row in common")


def test_changed_machine_is_told_before_the_rows(tmp_path: Path) -> None:
    row = [samples.measurement("map", [1.0, 1.0, 1.1])]
    environment = samples.run("benchmark")["environment"]
    base = samples.write(tmp_path / "a.jsonl", samples.benchmark(row))
    new = samples.write(tmp_path / "b.jsonl", samples.benchmark(row, environment={**environment, "cpu": "Another CPU", "cpus": 4}))

    lines = mapproof("compare", base, new).stdout.splitlines()

    assert lines[:2] == ["note: the runs differ in cpu: A CPU, then Another CPU", "note: the runs differ in cpus: 2, then 4"]


@pytest.mark.parametrize("allowance", ["1.2", "0.5:map", "x:map", "1.5:", "inf:map"])
def test_allowance_that_is_none(allowance: str) -> None:
    assert_one_sentence(mapproof("compare", "a", "b", f"--allow={allowance}"), "is no ratio of 1 or more and a pattern")


@pytest.mark.parametrize("effect", ["-1", "much", "nan"])
def test_effect_that_is_no_percentage(effect: str) -> None:
    assert_one_sentence(mapproof("compare", "a", "b", f"--effect={effect}"), "is no percentage")
