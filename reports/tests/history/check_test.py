"""check on simulated histories: silent while nothing changes, whatever the machine does, and loud about the right commit. All seeds are fixed.

SPDX-License-Identifier: Apache-2.0
"""

import json
from pathlib import Path
from typing import Any, Callable, List, Sequence

import pytest
import stored
from mapproof.errors import CANNOT_TELL, NO, YES, CannotRun
from mapproof.history.change_points import change_points
from mapproof.history.check import Asked, Check, check
from mapproof.history.database import History
from mapproof.history.newest import newest_change
from mapproof.history.reading import runs_of, series_of
from mapproof.result.results import Result
from programs import assert_one_sentence, mapproof
from series import AT, NEAR, Kind, share, simulated

FEW = 300


def judged(folder: Path, results: Sequence[Result], asked: Asked = Asked(), commits: "Callable[[int], str]" = "c{:05}".format) -> Check:
    """The check after all of them."""
    history = History(str(folder / "history.sqlite"))
    from mapproof.history.adding import add

    with history.writing() as connection:
        for number, result in enumerate(results):
            add(connection, result, commits(number), "model model:")
    with history.reading() as connection:
        runs = runs_of(connection)
        return check(runs, series_of(connection, runs), asked)


def words(result: Check) -> List[str]:
    return [finding.verdict for finding in result.findings]


def since(result: Check, row: int = 0) -> str:
    change = result.findings[row].change
    assert change is not None
    return change.since.run.revision


@pytest.mark.parametrize("kind, most", [(Kind(), 0.01), (Kind(lognormal=True), 0.01), (Kind(spells=2), 0.03)])
def test_series_without_a_change_show_none(kind: Kind, most: float) -> None:
    assert share(kind, FEW, bool) <= most


@pytest.mark.parametrize("step, least", [(0.03, 0.66), (0.05, 0.94), (0.10, 0.98)])
def test_steps_are_found_where_they_are(step: float, least: float) -> None:
    assert share(Kind(step=step), FEW, lambda places: any(abs(place - AT) <= NEAR for place in places)) >= least


def test_levels_that_come_and_go_in_a_long_series_are_found() -> None:
    values = simulated(Kind(count=2000), 1) + [0.05 * (number // 100 % 2) for number in range(2000)]

    assert len([split for split in change_points(values) if split.at % 100 <= 5 or split.at % 100 >= 95]) >= 18


def test_step_is_nowhere_but_between_commits() -> None:
    values = simulated(Kind(step=0.2), 1)
    allowed = [number % 7 == 0 for number in range(len(values))]

    assert [split.at % 7 for split in change_points(values, allowed)] == [0]


def test_newest_three_must_agree_and_beat_the_past() -> None:
    values = simulated(Kind(count=40), 3)
    begins = [True] * 40
    values[37:] += 0.3
    assert newest_change(values, begins) is not None
    two = values.copy()
    two[37] -= 0.3
    assert newest_change(two, begins) is None
    values[10:13] += 0.35  # a spell of three has been there, and went
    assert newest_change(values, begins) is None


def test_nothing_is_said_while_nothing_changes(tmp_path: Path) -> None:
    results = [stored.run(commit) for commit in range(50)]

    checks = [judged(tmp_path, results[:count]) for count in range(10, 51, 5)]
    assert NO not in [one.code for one in checks]
    assert checks[-1].code == YES and set(words(checks[-1])) == {"unchanged"}


def test_spells_and_drift_of_the_machine_are_not_the_codes(tmp_path: Path) -> None:
    drift = {**{number: 2.0 for number in (20, 21, 22, 47, 48, 49)}, **{number: 1.3 for number in range(30, 47)}}
    results = [stored.run(commit, drift=drift.get(commit, 1.0)) for commit in range(50)]

    assert judged(tmp_path, results).code == YES


def test_slower_row_is_found_three_commits_later_with_its_commit_and_size(tmp_path: Path) -> None:
    results = [stored.run(commit, slower={2: 1.2} if commit >= 30 else {}) for commit in range(33)]

    assert judged(tmp_path, results[:32]).code == YES
    found = judged(tmp_path, results)
    assert found.code == NO
    assert words(found) == ["unchanged", "unchanged", "slower", "unchanged", "unchanged", "unchanged"]
    assert since(found, 2) == "c00030"
    assert found.findings[2].ratio == pytest.approx(1.2, abs=0.03)


def test_slower_row_stays_news_for_some_commits_and_is_none_once_repaired(tmp_path: Path) -> None:
    results = [stored.run(commit, slower={0: 1.15} if 30 <= commit < 45 else {}) for commit in range(60)]

    assert judged(tmp_path, results[:44]).code == NO
    assert judged(tmp_path, results[:44], Asked(last=10)).code == YES
    assert judged(tmp_path, results[:44], Asked(since="c00031")).code == YES
    assert judged(tmp_path, results[:44], Asked(since="c00029")).code == NO
    assert judged(tmp_path, results[:44], Asked(allowed=((1.3, "map*"),))).code == YES
    assert judged(tmp_path, results[:44], Asked(effect=0.3)).code == YES
    repaired = judged(tmp_path, results, Asked(last=40))
    assert repaired.code == YES and words(repaired)[0] == "changed"


def test_faster_is_not_slower(tmp_path: Path) -> None:
    found = judged(tmp_path, [stored.run(commit, slower={0: 0.8} if commit >= 30 else {}) for commit in range(40)])

    assert found.code == YES and words(found)[0] == "faster" and since(found) == "c00030"


def test_several_runs_of_a_commit_are_one_commits(tmp_path: Path) -> None:
    results = [stored.run(number, slower={0: 1.2} if number >= 30 else {}) for number in range(33)]

    found = judged(tmp_path, results, commits=lambda number: f"c{number // 3}")
    assert found.code == NO and since(found) == "c10"


def of_two_machines(folder: Path, slower_there: float) -> Check:
    here = [stored.run(commit, slower={0: 1.2} if commit >= 30 else {}) for commit in range(36)]
    there = [stored.of_machine(stored.run(commit, slower={0: slower_there} if commit >= 30 else {}, host="bench-2"), "another")
             for commit in range(36)]
    return judged(folder, [*here, *there], commits=lambda number: f"c{number % 36:05}")


def test_change_is_confirmed_on_another_machine_or_stays_open(tmp_path: Path) -> None:
    (tmp_path / "confirmed").mkdir()
    confirmed, alone = of_two_machines(tmp_path / "confirmed", 1.2), of_two_machines(tmp_path, 1.0)

    assert confirmed.code == NO and "confirmed on 1 of 1 other machine" in confirmed.findings[0].text
    assert alone.code != NO and words(alone)[0] == "unclear"


def test_floor_that_got_faster_alone_makes_nothing_slower(tmp_path: Path) -> None:
    """What the quotient with the floor says, the clock denies."""
    def hastened(result: Result) -> Result:
        from dataclasses import replace

        rows = list(result.measurements)
        rows[1] = replace(rows[1], repetitions=tuple(0.6 * time for time in rows[1].repetitions), median=0.6 * rows[1].median)
        rows[0] = replace(rows[0], floor=replace(rows[0].floor, median=rows[1].median))  # type: ignore[type-var]
        return replace(result, measurements=tuple(rows))

    found = judged(tmp_path, [hastened(stored.run(commit)) if commit >= 30 else stored.run(commit) for commit in range(40)])
    assert found.code != NO


def test_exact_clock_finds_every_step_at_once(tmp_path: Path) -> None:
    results = [stored.run(0, clock="exact") for _ in range(12)]
    from dataclasses import replace

    def at(number: int, result: Result) -> Result:
        times = 1001.0 if number < 11 else 1003.0
        rows = tuple(replace(m, repetitions=(times,) * 10, median=times) for m in result.measurements)
        return replace(result, sha256=f"{number:064}", measurements=rows, run=replace(result.run, started=stored.moment(number)))

    results = [at(number, result) for number, result in enumerate(results)]
    assert judged(tmp_path, results[:11]).code == YES
    found = judged(tmp_path, results)
    assert found.code == NO and since(found) == "c00011" and set(words(found)) == {"slower"}


def test_short_or_noisy_history_cannot_tell_and_says_why(tmp_path: Path) -> None:
    short = judged(tmp_path, [stored.run(commit) for commit in range(6)])
    assert short.code == CANNOT_TELL and short.findings[0].text == "only 6 runs"
    (tmp_path / "noisy").mkdir()
    noisy = judged(tmp_path / "noisy", [stored.run(commit, spread=0.2) for commit in range(40)])
    assert noisy.code == CANNOT_TELL and noisy.findings[0].text.startswith("its noise hides anything below")


def test_row_that_is_refused_now_and_one_that_is_gone(tmp_path: Path) -> None:
    from dataclasses import replace

    results = [stored.run(commit) for commit in range(40)]
    rows = list(results[-1].measurements)
    rows[0] = replace(rows[0], refused="EPERM", repetitions=(), floor=None)
    results[-1] = replace(results[-1], measurements=tuple(row for number, row in enumerate(rows) if number != 2))

    found = judged(tmp_path, results)
    assert found.code == CANNOT_TELL and words(found)[0] == "now refused" and len(found.gone) == 1


def test_since_must_name_one_commit(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="names 0 commits"):
        judged(tmp_path, [stored.run(0)], Asked(since="x"))
    with pytest.raises(CannotRun, match="names 10 commits"):
        judged(tmp_path, [stored.run(commit) for commit in range(10)], Asked(since="c0000"))


def slower_history(folder: Path) -> Path:
    place = folder / "history.sqlite"
    stored.keep(History(str(place)), [stored.run(commit, slower={1: 1.25} if commit >= 30 else {}) for commit in range(36)])
    return place


def test_command_tells_the_row_the_commit_and_the_size(tmp_path: Path) -> None:
    place = slower_history(tmp_path)

    done = mapproof("history", "check", "--db", place)
    assert done.returncode == 1
    assert done.stdout.startswith("slower  ") and "since c00030" in done.stdout and "from 998\u00a0ns to 1.2" in done.stdout
    assert done.stdout.splitlines()[-1] == "slower (6 rows: 1 slower, 5 unchanged)"
    told: Any = json.loads(mapproof("history", "check", "--db", place, "--json").stdout)
    assert told["answer"] == "slower" and [row["since"] for row in told["rows"] if row["verdict"] == "slower"] == ["c00030"]
    assert mapproof("history", "check", "--db", place, "--rows", "map, 4 KiB*").returncode == 0
    assert_one_sentence(mapproof("history", "check", "--db", tmp_path / "none.sqlite"), "there is no history")
    assert_one_sentence(mapproof("history", "check", "--db", place, "--last", "0"), "is no number of commits")
