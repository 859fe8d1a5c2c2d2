"""A figure as a reader takes it: a rate, a time a call and a page, and nothing that is shorter than a cycle of the clock.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Sequence

from mapproof import units
from mapproof.report.systems import System
from mapproof.result.results import Measurement
from mapproof.words import pages_of_a_call

SHORT = "less than a cycle"
# Quartiles of fewer values say nothing.
ENOUGH_FOR_QUARTILES = 5


@dataclass(frozen=True)
class Figure:
    """A figure in words, and what else is to be said in small print."""

    text: str
    notes: Sequence[str]
    value: float
    implausible: str


def figure(m: Measurement, system: System) -> Figure:
    """Of a row that was measured on a system."""
    pages = pages_of_a_call(m.name, m.arguments, system.run.facts.page_size)
    notes = [f"{time(m.median, system)} a page"] if pages > 1 else []
    if m.bytes_per_second is not None:
        text = units.rate(m.bytes_per_second)
    else:
        text = time(m.median * pages, system)
    if m.floor is not None and m.floor.ratio > 0:
        notes.append(f"{units.ratio(m.floor.ratio)} its floor")
    return Figure(text, notes, m.median * pages, m.implausible or "")


def spread(m: Measurement, system: System) -> str:
    """Between which values the middle half of the repetitions lies, if there are enough of them."""
    if len(m.repetitions) < ENOUGH_FOR_QUARTILES:
        return units.plural(len(m.repetitions), "repetition")
    pages = pages_of_a_call(m.name, m.arguments, system.run.facts.page_size)
    return f"{time(m.quartile_low * pages, system)} – {time(m.quartile_high * pages, system)}"


def time(nanoseconds: float, system: System) -> str:
    """A duration that a clock of this system can mean."""
    return SHORT if nanoseconds < cycle(system) else units.time(nanoseconds)


def cycle(system: System) -> float:
    """How long a cycle of its processor takes, as far as that is known."""
    environment = system.benchmark.run.environment if system.benchmark else {}
    rates = [environment.get("frequency_mhz")]
    if environment.get("call_clock") == "tsc":
        rates.append(environment.get("call_clock_mhz"))
    known = [rate for rate in rates if isinstance(rate, (int, float)) and rate > 0]
    return 1000 / max(known) if known else 0.2
