"""What would have to be done for enough rows to be decided.

SPDX-License-Identifier: Apache-2.0
"""

import math
from typing import List, Sequence

from mapproof.compare.machine import Launch
from mapproof.compare.verdict import Evidence, more_needed, reach
from mapproof.result.results import Result


def advice(base: Result, rows: Sequence[Evidence], verdicts: Sequence[str], effect: float, noise: Launch, wanted: float) -> str:
    """One clause: so many times the time, or a larger effect; empty if enough rows are decided."""
    open_rows = [row for row, verdict in zip(rows, verdicts) if verdict == "unclear"]
    needed = math.ceil(wanted * len(rows) - 1e-9) - (len(rows) - len(open_rows))
    if needed <= 0:
        return ""
    factors = [more_needed(row, math.log1p(effect), noise.spread) for row in open_rows]
    possible: List[float] = sorted(factor for factor in factors if factor is not None)
    effects = sorted(math.expm1(max(0.0, row.best.estimate) + reach(row.best)) for row in open_rows if math.isfinite(row.best.error))
    ways = []
    if len(possible) >= needed:
        times = possible[needed - 1]
        ways.append(f"about {times:.1f} times the repetitions on both sides (--time {math.ceil(base.end.seconds * times)})")
    if len(effects) >= needed:
        ways.append(f"--effect {_two_digits(100 * effects[needed - 1]):g}")
    ways.append("`mapproof ab` of both programs")
    return " or ".join(ways)


def _two_digits(value: float) -> float:
    """Rounded up."""
    unit = 10.0 ** (math.floor(math.log10(value)) - 1) if value > 0 else 1.0
    return math.ceil(value / unit) * unit
