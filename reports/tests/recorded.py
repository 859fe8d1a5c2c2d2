"""Real results of one subject on one restless machine, recorded one after the other, and copies with slower rows.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Callable, List, Tuple

from mapproof.compare.rulers import is_ruler
from mapproof.result.reader import read
from mapproof.result.results import Measurement, Result

DATA = Path(__file__).parent / "data"


@lru_cache(maxsize=None)
def results() -> Tuple[Result, ...]:
    """`mapproof-bench --backend linux --target file:... --time 12` of 46 rows, six times, on two cores that 20 processes wanted."""
    return tuple(read(str(path)) for path in sorted(DATA.glob("linux-*.jsonl.gz")))


def judged(result: Result) -> List[Measurement]:
    """The rows that a comparison is about."""
    return [m for m in result.measurements if m.refused is None and not is_ruler(m)]


def slowed(result: Result, times: float, which: Callable[[Measurement], bool]) -> Result:
    """With each repetition of these rows so many times as long."""
    def slower(m: Measurement) -> Measurement:
        return replace(m, repetitions=[times * value for value in m.repetitions], median=times * m.median)

    chosen = {id(m) for m in judged(result) if which(m)}
    return replace(result, measurements=tuple(slower(m) if id(m) in chosen else m for m in result.measurements))
