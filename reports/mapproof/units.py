"""Numbers as people read them: a unit that fits and no more digits than they mean.

SPDX-License-Identifier: Apache-2.0
"""

import math
from typing import Sequence, Tuple

_TIMES: Sequence[Tuple[float, str]] = ((1e9, "s"), (1e6, "ms"), (1e3, "µs"), (1.0, "ns"))
_RATES: Sequence[Tuple[float, str]] = ((1e12, "TB/s"), (1e9, "GB/s"), (1e6, "MB/s"), (1e3, "kB/s"), (1.0, "B/s"))
_LENGTHS: Sequence[Tuple[int, str]] = ((1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"))
NO_BREAK_SPACE = "\u00a0"


def digits(value: float) -> str:
    """Three significant digits, without an exponent and without zeros that say nothing."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}".replace(",", "\u202f")
    if abs(value) < 0.1:
        return f"{value:.{1 - math.floor(math.log10(abs(value)))}f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"


def _scaled(value: float, units: Sequence[Tuple[float, str]]) -> str:
    for factor, unit in units:
        # 999.6 must become 1.00 of the next unit, not 1000 of this one.
        if abs(value) >= factor * 0.9995:
            return digits(value / factor) + NO_BREAK_SPACE + unit
    return digits(value) + NO_BREAK_SPACE + units[-1][1]


def time(nanoseconds: float) -> str:
    """A duration: 304 ns, 1.23 µs, 14.3 ms."""
    return _scaled(nanoseconds, _TIMES)


def rate(bytes_per_second: float) -> str:
    """A throughput in decimal units: 26.1 MB/s."""
    return _scaled(bytes_per_second, _RATES)


def tick(text: str) -> str:
    """The same for an axis, where 1.00 µs is 1 µs."""
    number, _, unit = text.partition(NO_BREAK_SPACE)
    if "." in number:
        number = number.rstrip("0").rstrip(".")
    return number + NO_BREAK_SPACE + unit


def length(size: float) -> str:
    """A length in binary units if it is a whole number of them, else in bytes."""
    for factor, unit in _LENGTHS:
        if size >= factor and size % factor == 0:
            return f"{size // factor:.0f}{NO_BREAK_SPACE}{unit}"
    return f"{size:.0f}{NO_BREAK_SPACE}B"


def ratio(value: float) -> str:
    """How many times: 1.02×, 276×."""
    return digits(value) + "×"


def changes(*ratios: float) -> Tuple[str, ...]:
    """What ratios change, all written alike: +3.2 %, −12 %; or 3.40× if one of them is twice or half or further."""
    if any(value >= 2 or value <= 0.5 for value in ratios):
        return tuple(ratio(value) for value in ratios)
    return tuple(_percent(100 * (value - 1)) for value in ratios)


def _percent(change: float) -> str:
    text = f"{abs(change):.1f}" if abs(change) < 9.95 else f"{abs(change):.0f}"
    return ("\u2212" if change < 0 and float(text) else "+") + text + NO_BREAK_SPACE + "%"


def plural(count: int, noun: str, nouns: str = "") -> str:
    """A count with its noun: 1 row, 2 rows."""
    return f"{count} {noun if count == 1 else nouns or noun + 's'}"
