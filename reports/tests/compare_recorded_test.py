"""compare on real results of a restless machine: silent between equal runs, and never deaf to a row made ten times slower.

SPDX-License-Identifier: Apache-2.0
"""

from itertools import permutations

import pytest
from mapproof.compare.change import Question, name_of
from mapproof.compare.comparison import compare
from mapproof.errors import NO, YES
from recorded import judged, results, slowed


def test_no_run_is_slower_than_another_of_the_same() -> None:
    comparisons = [compare(base, new, Question()) for base, new in permutations(results(), 2)]

    assert sum(len(comparison.changes) for comparison in comparisons) > 600
    assert [comparison.code for comparison in comparisons if comparison.code == NO] == []


def test_every_file_is_not_slower_than_itself() -> None:
    assert {compare(result, result, Question(0.0)).code for result in results()} == {YES}


@pytest.mark.parametrize("base, new", [(0, 1), (2, 3), (4, 5)])
def test_row_made_ten_times_slower_is_found_whichever_it_is(base: int, new: int) -> None:
    # One row's repetitions differ five- to eightfold among themselves in these files, quartile against quartile.
    rows = [m for m in judged(results()[new]) if (m.name, m.arguments.get("pages")) != ("offset_hit", 4096)]
    assert len(rows) == 21
    for row in rows:
        made = slowed(results()[new], 10.0, lambda m, row=row: m is row)  # type: ignore[misc]

        comparison = compare(results()[base], made, Question())

        assert [change.name for change in comparison.changes if change.verdict == "slower"] == [name_of(row)]


def test_all_rows_a_quarter_slower_are_found_though_single_ones_drown() -> None:
    shares = []
    for base, new in permutations(results(), 2):
        comparison = compare(base, slowed(new, 1.25, lambda _: True), Question())
        assert comparison.code == NO
        shares.append([change.verdict for change in comparison.changes].count("slower") / len(comparison.changes))

    assert sum(shares) / len(shares) > 0.5
