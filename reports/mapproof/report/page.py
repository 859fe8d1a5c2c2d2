"""Writes one self-contained HTML page about any mix of result files.

SPDX-License-Identifier: Apache-2.0
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Sequence

from mapproof import words
from mapproof.errors import CannotRun
from mapproof.page import shell
from mapproof.report import figures
from mapproof.report.cached import cached_pairs
from mapproof.report.deviations import deviations
from mapproof.report.differences import against_the_first
from mapproof.report.environment import environment_lines, inputs_of
from mapproof.report.heat import FIRST, heat_maps
from mapproof.report.matrix import SYMBOLS, TONES, matrix_of
from mapproof.report.plots import banded, describe_spread, draw, draw_spread, has_floors, remarks
from mapproof.report.precedence import orders_of
from mapproof.report.refusals import refusals
from mapproof.report.side_by_side import tables
from mapproof.report.sources import address_of
from mapproof.report.spreads import spreads, timed
from mapproof.report.systems import System, systems_of
from mapproof.report.values import figure, spread
from mapproof.report.values import time as a_time
from mapproof.report.verdicts import gaps, headline, hurting, key_figures, left_open, short, tone
from mapproof.result.results import Result

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True)
class Plot:
    """A panel with its picture."""

    panel: figures.Panel
    svg: str
    summary: str
    remarks: Sequence[str]
    banded: bool
    floors: bool


def write_report(results: Sequence[Result], output: str) -> None:
    """Writes the page about some results."""
    shell.write(output, render(_worth_reporting(results), os.path.dirname(output) or "."))


def _worth_reporting(results: Sequence[Result]) -> List[Result]:
    if not any(result.checks or result.measurements for result in results):
        names = ", ".join(f"'{result.path}'" for result in results)
        raise CannotRun(f"there is nothing to report: no check and no measurement stands in {names}.")
    kept: Dict[str, Result] = {}
    for result in results:
        if result.sha256 in kept:
            print(f"mapproof: '{result.path}' is the same as '{kept[result.sha256].path}' and is shown once.", file=sys.stderr)
        kept.setdefault(result.sha256, result)
    return list(kept.values())


def render(results: Sequence[Result], folder: Optional[str] = None) -> str:
    """The page; the same text for the same results. Reproducers that lie in the folder of the page are linked."""
    systems = systems_of(results)
    filters: Dict[str, Callable[..., Any]] = {"arguments": figures.argument_text, "short": short, "address": address_of, "figure": figure,
                                              "spread": spread, "a_time": a_time}
    helpers = {"symbols": SYMBOLS, "tones": TONES, "floors": figures.floors}
    return shell.render(TEMPLATES, "report.html.j2", {**helpers, **_context(systems, folder)}, filters)


def _context(systems: List[System], folder: Optional[str]) -> Dict[str, Any]:
    measuring = [system for system in systems if system.benchmark is not None]
    found = deviations(systems, folder)
    return {
        "systems": systems,
        "several": len(systems) > 1,
        "headline": headline(systems),
        "tone": tone(systems),
        "key_figures": {system.letter: key_figures(system) for system in systems},
        "hurting": {system.letter: hurting(system, found) for system in systems},
        "deviations": found,
        "measuring": measuring,
        "environment": environment_lines(systems),
        "inputs": inputs_of(systems),
        **_of_requirements(systems),
        **_of_figures(systems, measuring),
    }


def _of_requirements(systems: List[System]) -> Dict[str, Any]:
    judged = [system for system in systems if system.conformance is not None]
    matrix = matrix_of(systems)
    return {
        "judged": judged,
        "matrix": matrix,
        "orders": orders_of(systems),
        "left_open": [(system, left_open(matrix, column)) for column, system in enumerate(judged)],
        "gaps": gaps(systems),
    }


def _of_figures(systems: List[System], measuring: List[System]) -> Dict[str, Any]:
    return {
        "against": against_the_first(systems),
        "questions": [name for name, _ in words.QUESTIONS] + [words.OTHER],
        "cached": {system.letter: cached_pairs(system) for system in systems},
        "latency": _plots(figures.latency_panels(measuring)),
        "throughput": _plots(figures.throughput_panels(measuring)),
        "spreads": [(one, draw_spread(one, describe_spread(one))) for one in spreads(measuring)],
        "timed": timed(measuring),
        "implausible": {system.letter: figures.implausible(system) for system in systems},
        "tables": tables(measuring),
        "heat": {system.letter: heat_maps(system) for system in systems},
        "first_maps": FIRST,
        "refusals": refusals(measuring),
    }


def _plots(panels: Sequence[figures.Panel]) -> List[Plot]:
    plots = []
    for panel in panels:
        summary = figures.summary(panel)
        picture = draw(panel, f"{words.title(panel.name)}, {panel.detail}: {summary}")
        plots.append(Plot(panel, picture, summary, remarks(panel), banded(panel), has_floors(panel)))
    return plots
