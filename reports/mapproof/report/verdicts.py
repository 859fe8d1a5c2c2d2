"""The report's first words: a headline, what deviates, what was left open and why, and the figures to remember.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from typing import Dict, List, Sequence, Tuple

from mapproof import units
from mapproof.report.cached import cached_pairs
from mapproof.report.deviations import Deviation
from mapproof.report.figures import argument_text, at_home, kept_against_repeated, measured
from mapproof.report.matrix import TONES, Group
from mapproof.report.systems import System
from mapproof.report.values import time
from mapproof.words import title


@dataclass(frozen=True)
class Gap:
    """Rows that could not be judged on a system, for one and the same reason."""

    system: System
    word: str
    reason: str
    rows: Tuple[str, ...]


def headline(systems: Sequence[System]) -> str:
    """The report in one line."""
    judged = [system for system in systems if system.conformance is not None]
    if not judged:
        return f"What {systems[0].label} costs" if len(systems) == 1 else f"What {len(systems)} systems cost"
    if len(judged) == 1:
        return f"{judged[0].label} {_SAYS[_verdict(judged[0])]} conformant to {judged[0].run.profile}"
    verdicts = [_verdict(system) for system in judged]
    good, unknown = verdicts.count("conformant"), verdicts.count("incomplete")
    words = f"{good} of {units.plural(len(judged), 'system')} {'is' if good == 1 else 'are'} conformant"
    return words + (f", {unknown} incomplete" if unknown else "")


_SAYS = {"conformant": "is", "incomplete": "is not shown to be", "not conformant": "is not"}


def _verdict(system: System) -> str:
    return system.conformance.end.verdict if system.conformance is not None else ""


def tone(systems: Sequence[System]) -> str:
    """The colour of the headline: that of the worst verdict."""
    verdicts = [_verdict(system) for system in systems if system.conformance is not None]
    if not verdicts:
        return ""
    return "bad" if "not conformant" in verdicts else "doubt" if "incomplete" in verdicts else "good"


def hurting(system: System, deviations: Sequence[Deviation]) -> Dict[str, List[str]]:
    """What stands against a yes: rows by the worst word of their judged checks, and their first deviation's place on the page."""
    found: Dict[str, List[str]] = {}
    for deviation in deviations:
        if deviation.system is system and deviation.check.judged and deviation.tone == "bad":
            rows = found.setdefault(deviation.check.verdict, [])
            if deviation.row.row not in rows:
                rows.append(deviation.row.row)
    return found


def gaps(systems: Sequence[System]) -> List[Gap]:
    """What was unsupported or untested, gathered by reason."""
    by_reason: Dict[Tuple[str, str, str], List[str]] = {}
    by_letter = {system.letter: system for system in systems}
    for system in systems:
        for check in system.conformance.checks if system.conformance else ():
            if TONES[check.verdict] == "none":
                key = (system.letter, check.verdict, (check.detail or "no reason was given").strip())
                rows = by_reason.setdefault(key, [])
                if check.row not in rows:
                    rows.append(check.row)
    return [Gap(by_letter[letter], word, reason, tuple(rows)) for (letter, word, reason), rows in by_reason.items()]


def left_open(groups: Sequence[Group], column: int) -> List[Tuple[str, List[str]]]:
    """Per document the rows that one system left open and another answered."""
    found = []
    for group in groups:
        rows = [line for line in group.rows if line.cells[column].tone == "none" and line.cells[column].judged]
        names = [line.row.row for line in rows if any(cell.tone != "none" for cell in line.cells)]
        if names:
            found.append((group.title, names))
    return found


def short(names: Sequence[str]) -> str:
    """Row names with runs drawn together: MDM_01 to 05, MDM_07."""
    runs: List[List[str]] = []
    for name in names:
        if runs and _follows(runs[-1][-1], name):
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1].rpartition('_')[2]}" for run in runs)


def _follows(before: str, name: str) -> bool:
    prefix, _, number = name.rpartition("_")
    last_prefix, _, last = before.rpartition("_")
    return prefix == last_prefix and number.isdigit() and last.isdigit() and int(number) == int(last) + 1


def key_figures(system: System) -> List[Tuple[str, str]]:
    """At most three figures to remember of a system."""
    found = []
    near = at_home(measured(system))
    both = [m for m in near if m.name == "map_unmap" and m.implausible is None]
    if both:
        first = min(both, key=lambda m: (float(m.arguments.get("length", 0)), m.median))
        found.append((time(first.median, system), f"{title(first.name)}, {argument_text(first)}"))
    repeated = next((m for m in near if m.name == "offset_repeated"), None)
    if repeated is not None:
        found.append((time(repeated.median, system), title(repeated.name)))
    pairs = cached_pairs(system)
    kept = kept_against_repeated(system)
    if pairs:
        found.append((units.ratio(pairs[0].apart.times), "cheaper from the offset cache"))
    elif kept is not None:
        found.append((units.ratio(kept[2]), "cheaper with an address that the program kept"))
    return found[:3]
