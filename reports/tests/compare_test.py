"""compare on synthetic results: quiet on equal ones, loud on slower ones, and honest about noise. All seeds are fixed.

SPDX-License-Identifier: Apache-2.0
"""

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Optional

import pytest
import samples
from mapproof.compare.comparison import ERROR_RATE, Comparison, compare
from mapproof.compare.statistics import hodges_lehmann, holm
from mapproof.errors import CANNOT_TELL, NO, YES
from mapproof.result.results import Result, result_from_events
from programs import assert_one_sentence, mapproof

ROWS = 12


def result(events: List[samples.Event]) -> Result:
    return result_from_events("a.jsonl", "", 0, events)


def benchmark(seed: int, spread: float = 0.03, drift: float = 1.0, slower: Optional[Dict[int, float]] = None,
              floors: bool = True) -> Result:
    """A launch: every row and every floor scaled by the same drift, some rows slower on top."""
    generator = random.Random(seed)
    rows = []
    for index in range(ROWS):
        centre = 100.0 * (index + 1) * drift
        row = samples.measurement("map", samples.noisy(generator, centre * (slower or {}).get(index, 1.0), spread),
                                  arguments={"length": 4096 << index})
        if floors:
            floor = 0.95 * centre * generator.gauss(1.0, 0.005)
            row["floor"] = {"name": "floor_map", "median": floor, "ratio": row["median"] / floor}
        rows.append(row)
    return result(samples.benchmark(rows))


def verdicts(comparison: Comparison) -> List[str]:
    return [change.verdict for change in comparison.changes]


# Without floors nothing could tell a slower machine from slower code.
@pytest.mark.parametrize("drift, floors", [(1.0, True), (1.3, True), (1.0, False)])
def test_equal_runs_are_never_slower(drift: float, floors: bool) -> None:
    codes = [compare(benchmark(seed, floors=floors), benchmark(1000 + seed, drift=drift, floors=floors), 0.05).code
             for seed in range(100)]

    assert NO not in codes


def test_false_alarms_stay_at_the_stated_rate_where_any_difference_counts() -> None:
    trials = 400
    alarms = sum(compare(benchmark(seed), benchmark(10_000 + seed), 0.0).code == NO for seed in range(trials))

    # Twice the stated rate leaves room for chance; the repetitions are the only thing that differs.
    assert alarms <= 2 * ERROR_RATE * trials


def test_one_slower_row_among_many_is_found() -> None:
    codes = [compare(benchmark(seed), benchmark(1000 + seed, slower={3: 1.2}), 0.05) for seed in range(50)]

    assert [comparison.code for comparison in codes] == [NO] * 50
    assert all(verdicts(comparison)[3] == "slower" for comparison in codes)


def test_slower_machine_is_not_slower_code_but_slower_code_on_it_is() -> None:
    base = benchmark(1)

    assert compare(base, benchmark(2, drift=1.4), 0.05).code == YES
    assert compare(base, benchmark(2, drift=1.4, slower={0: 1.2}), 0.05).code == NO


def test_noise_larger_than_the_effect_cannot_tell() -> None:
    comparison = compare(benchmark(1, spread=0.25), benchmark(2, spread=0.25), 0.05)

    assert comparison.code == CANNOT_TELL
    assert "unclear" in verdicts(comparison)


def test_row_that_moved_no_further_than_a_floor_is_unclear() -> None:
    base, new = benchmark(1), benchmark(2, slower={0: 1.2})
    floor = base.measurements[7].floor
    assert floor is not None
    restless = replace(new.measurements[7], floor=replace(floor, median=floor.median * 2))
    new = replace(new, measurements=(*new.measurements[:7], restless, *new.measurements[8:]))

    comparison = compare(base, new, 0.05)

    assert (comparison.code, verdicts(comparison)[0]) == (CANNOT_TELL, "unclear")


def test_floors_are_not_judged() -> None:
    def with_floor(median: float) -> Result:
        return result(samples.benchmark([samples.measurement("map", [1.0, 1.0, 1.0]),
                                         samples.measurement("floor_map", [median, median, median])]))

    comparison = compare(with_floor(1.0), with_floor(3.0), 0.05)

    assert [change.name.split(",")[0] for change in comparison.changes] == ["map"]


def test_faster_is_not_slower() -> None:
    comparison = compare(benchmark(1), benchmark(2, slower={5: 0.7}), 0.05)

    assert comparison.code == YES
    assert verdicts(comparison)[5] == "faster"


def test_single_repetition_cannot_tell() -> None:
    one = result(samples.benchmark([{**samples.measurement("map", [1.0, 1.0]), "repetitions": [1.0]}]))

    assert compare(one, one, 0.05).code == CANNOT_TELL


def test_row_that_is_refused_now_cannot_tell() -> None:
    base = result(samples.benchmark([samples.measurement("map", [1.0, 1.01, 1.02]), samples.measurement("x", [1.0, 1.0])]))
    new = result(samples.benchmark([samples.refusal("map", "ENXIO"), samples.measurement("x", [1.0, 1.0])]))

    comparison = compare(base, new, 0.05)

    assert comparison.code == CANNOT_TELL
    assert verdicts(comparison)[-1] == "now refused"


def test_windows_and_nodes_tell_rows_apart() -> None:
    def at(**where: Any) -> samples.Event:
        return samples.measurement("map", [1.0, 1.0, 1.0], **where)

    base = result(samples.benchmark([at(), at(window="low"), at(cpu_node=1)]))
    new = result(samples.benchmark([at(), at(window="high"), at(memory_node=1)]))

    comparison = compare(base, new, 0.05)

    assert (len(comparison.changes), len(comparison.only_base), len(comparison.only_new)) == (1, 2, 2)


@pytest.mark.parametrize("before, after, code", [
    ("pass", "pass", YES), ("pass", "fail", NO), ("pass", "crashed", NO), ("pass", "untested", NO), ("fail", "pass", YES),
    ("fail", "crashed", YES), ("xpass", "pass", YES),
])
def test_conformance(before: str, after: str, code: int) -> None:
    base = result(samples.conformance({"MDM_01": "pass", "MDM_02": before}))
    new = result(samples.conformance({"MDM_01": "pass", "MDM_02": after}))

    assert compare(base, new, 0.05).code == code


def test_hodges_lehmann_is_the_middle_of_all_differences() -> None:
    shift = hodges_lehmann([1.0, 1.0, 1.0], [2.0, 2.0, 200.0])

    assert shift.estimate == pytest.approx(0.6931, abs=1e-3)


def test_holm_stops_at_the_first_that_stands() -> None:
    assert holm([0.001, 0.04, 0.02, 0.3], 0.05) == [True, False, False, False]
    assert holm([0.001, 0.01, 0.02, 0.3], 0.05) == [True, True, True, False]


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
            row["distribution"] = samples.distribution(generator, 1000.0, 4000)
            buckets = row["distribution"]["buckets"]
            slow = sum(count for _, count in buckets) // 50
            while buckets and slow > 0:
                value, count = buckets.pop()
                slow -= count
            buckets.append([buckets[-1][0] * 1.5 * scale, 4000 - sum(count for _, count in buckets)])
            row["distribution"]["p99"] = row["distribution"]["p999"] = row["distribution"]["max"] = buckets[-1][0]
            rows.append(row)
    return result(samples.benchmark(rows))


def test_slower_tail_is_noticed_though_the_median_stands() -> None:
    for seed in range(5):
        comparison = compare(with_tails(seed), with_tails(1000 + seed, tail=3.0), 0.05)

        assert comparison.code == NO
        (slower,) = [change for change in comparison.changes if change.verdict == "slower"]
        assert "32" in slower.name and slower.text == "99th percentile of its calls"
        assert slower.low is not None and slower.high is not None and slower.low < 3.0 < slower.high


def test_tails_of_equal_runs_are_quiet() -> None:
    assert [compare(with_tails(seed), with_tails(1000 + seed), 0.05).code for seed in range(15)] == [YES] * 15


def test_tail_that_moved_no_further_than_a_floor_is_quiet() -> None:
    assert compare(with_tails(1), with_tails(2, tail=3.0, floor_tail=4.0), 0.05).code == YES


def test_faster_tail_is_told() -> None:
    comparison = compare(with_tails(1, tail=3.0), with_tails(2), 0.05)
    assert (comparison.code, [change.verdict for change in comparison.changes if change.text]) == (YES, ["faster"])


def test_different_kinds_are_one_sentence(tmp_path: Path) -> None:
    base = samples.write(tmp_path / "a.jsonl", samples.conformance({"MDM_01": "pass"}))
    new = samples.write(tmp_path / "b.jsonl", samples.benchmark([samples.measurement("map", [1.0, 1.0])]))

    assert_one_sentence(mapproof("compare", base, new), "compare two of one kind")


def test_nothing_in_common_is_one_sentence(tmp_path: Path) -> None:
    base = samples.write(tmp_path / "a.jsonl", samples.conformance({"MDM_01": "pass"}))
    new = samples.write(tmp_path / "b.jsonl", samples.conformance({"MDM_02": "pass"}))

    assert_one_sentence(mapproof("compare", base, new), "no row in common")


@pytest.mark.parametrize("effect", ["-1", "much", "nan"])
def test_effect_that_is_no_percentage(effect: str) -> None:
    assert_one_sentence(mapproof("compare", "a", "b", f"--effect={effect}"), "is no percentage")
