"""The page of a comparison, of two files or of two programs: the answer, what explains it, and row by row what changed.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Mapping, Optional, Sequence, Tuple

from mapproof import units
from mapproof.compare.change import ORDER, name_of
from mapproof.errors import CANNOT_TELL, NO, YES
from mapproof.page import intervals, shell
from mapproof.result.results import Measurement, Result
from mapproof.words import arguments_in_words, pages_of_a_call, title

TEMPLATES = Path(__file__).resolve().parent / "templates"
_TONES = {YES: "good", NO: "bad", CANNOT_TELL: "doubt"}


@dataclass(frozen=True)
class Row:
    """What became of one row."""

    name: str
    verdict: str
    text: str = ""
    ratio: Optional[float] = None
    low: Optional[float] = None
    high: Optional[float] = None
    evidence: str = ""  # how it is known, in a few words


@dataclass(frozen=True)
class Side:
    """One of the two: what it is called, where it comes from, and its rows with figures."""

    name: str
    facts: Sequence[Tuple[str, str]]
    figures: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """All that a page says."""

    title: str
    code: int
    summary: str
    base: Side
    new: Side
    rows: Sequence[Row]
    notes: Sequence[str] = ()
    explanation: str = ""
    effect: Optional[float] = None
    left_out: Sequence[Tuple[str, Sequence[str]]] = ()  # which rows stand on one side only


def write(output: str, answer: Answer, titles: Mapping[str, str]) -> None:
    """Writes the page; titles: rows as words, by their name."""
    shell.write(output, render(answer, titles))


def render(answer: Answer, titles: Mapping[str, str]) -> str:
    """The page."""
    ordered = sorted(answer.rows, key=lambda row: (ORDER.index(row.verdict), -(row.ratio or 0)))
    drawn = [intervals.Interval(row.verdict, row.ratio, row.low, row.high) for row in answer.rows if row.ratio and row.low and row.high]
    counts: Dict[str, int] = {}
    for row in ordered:
        counts[row.verdict] = counts.get(row.verdict, 0) + 1
    return shell.render(TEMPLATES, "comparison.html.j2", {
        "answer": answer, "rows": ordered, "counts": counts, "titles": titles, "tone": _TONES[answer.code],
        "picture": intervals.draw(drawn, answer.effect), "measured": bool(drawn), "sides": (("BASE", answer.base), ("NEW", answer.new)),
    })


def title_of(code: int, effect: float) -> str:
    """The answer about times as a heading."""
    about = f"slower by {100 * effect:g} %"
    return {YES: f"NEW is not {about}", NO: f"NEW is {about} or more", CANNOT_TELL: f"Cannot tell whether NEW is {about}"}[code]


def side_of(result: Result, name: str) -> Side:
    """A result file as one of the two."""
    run = result.run
    facts = [("file", name), ("subject", f"{run.backend} {run.target}".strip()), ("profile", run.profile),
             ("started", run.started), ("commit", run.commit[:12] or "unknown"), ("SHA-256", result.sha256)]
    return Side(name, [fact for fact in facts if fact[1]], figures_of(result))


def figures_of(result: Result) -> Dict[str, str]:
    """What each row takes, as words."""
    return {name_of(m): _figure(m, result.run.facts.page_size) for m in result.measurements if m.refused is None}


def titles_of(results: Sequence[Result]) -> Dict[str, str]:
    """Rows as words: benchmark rows with the node pair, requirements with their sentence."""
    rows = [m for result in results for m in result.measurements]
    places = [_place(m) for m in rows]
    # What is the same for all rows need not stand on each.
    told = [tuple(part for part, all_parts in zip(place, zip(*places)) if len(set(all_parts) - {""}) > 1) for place in places]
    found = {name_of(m): _title(m, place) for m, place in zip(rows, told)}
    for result in results:
        sentences = {row.row: row.text for row in result.rows}
        found.update({f"{check.row}.{check.check}": sentences.get(check.row, "") for check in result.checks})
    return found


def _figure(m: Measurement, page_size: int) -> str:
    if m.bytes_per_second is not None:
        return units.rate(m.bytes_per_second)
    return units.time(m.median * pages_of_a_call(m.name, m.arguments, page_size))


def _title(m: Measurement, place: Sequence[str]) -> str:
    where = ", ".join(part for part in place if part)
    return "; ".join(part for part in (f"{title(m.name)} {arguments_in_words(m.arguments)}".strip(), where) if part)


def _place(m: Measurement) -> Tuple[str, str, str]:
    return (f"CPU node {m.cpu_node}" if m.cpu_node >= 0 else "", f"memory node {m.memory_node}" if m.memory_node >= 0 else "",
            f"window {m.window}" if m.window else "")
