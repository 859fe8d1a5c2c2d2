"""Writes one self-contained HTML page about any mix of result files.

SPDX-License-Identifier: Apache-2.0
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence

from mapproof import words
from mapproof.errors import CannotRun
from mapproof.page import shell
from mapproof.report import figures
from mapproof.report.cached import cached_pairs
from mapproof.report.differences import figure_differences
from mapproof.report.environment import environment_lines, inputs_of
from mapproof.report.heat import heat_maps
from mapproof.report.matrix import SYMBOLS, TONES, matrix_of
from mapproof.report.plots import draw
from mapproof.report.precedence import orders_of
from mapproof.report.systems import System, systems_of
from mapproof.report.verdicts import deviations, gaps, headline, key_figures, left_open, short
from mapproof.result.results import Result

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True)
class Plot:
    """A panel with its picture."""

    panel: figures.Panel
    svg: str
    summary: str


def write_report(results: Sequence[Result], output: str) -> None:
    """Writes the page about some results."""
    shell.write(output, render(_worth_reporting(results)))


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


def render(results: Sequence[Result]) -> str:
    """The page; the same text for the same results."""
    systems = systems_of(results)
    filters: Dict[str, Callable[..., Any]] = {"arguments": figures.argument_text, "short": short}
    helpers = {"symbols": SYMBOLS, "tones": TONES, "floors": figures.floors}
    return shell.render(TEMPLATES, "report.html.j2", {**helpers, **_context(systems)}, filters)


def _context(systems: List[System]) -> Dict[str, Any]:
    matrix = matrix_of(systems)
    judged = [system for system in systems if system.conformance is not None]
    return {
        "systems": systems,
        "several": len(systems) > 1,
        "headline": headline(systems),
        "key_figures": {system.letter: key_figures(system) for system in systems},
        "judged": judged,
        "matrix": matrix,
        "orders": orders_of(systems),
        "left_open": [(system, left_open(matrix, column)) for column, system in enumerate(judged)],
        "deviations": deviations(systems),
        "gaps": gaps(systems),
        "measuring": [system for system in systems if system.benchmark is not None],
        "figure_differences": figure_differences(systems),
        "cached": {system.letter: cached_pairs(system) for system in systems},
        "latency": _plots(figures.latency_panels(systems)),
        "throughput": _plots(figures.throughput_panels(systems)),
        "implausible": {system.letter: figures.implausible(system) for system in systems},
        "lookups": {system.letter: figures.lookups(system) for system in systems},
        "lookup_ratio": {system.letter: figures.kept_against_repeated(system) for system in systems},
        "others": {system.letter: figures.others(system) for system in systems},
        "timed_calls": {system.letter: figures.timed_calls(system) for system in systems},
        "heat": {system.letter: heat_maps(system) for system in systems},
        "doubted": [(s, m) for s in systems if s.benchmark for m in s.benchmark.measurements if m.implausible is not None],
        "refused": [(s, m) for s in systems if s.benchmark for m in s.benchmark.measurements if m.refused is not None],
        "environment": environment_lines(systems),
        "inputs": inputs_of(systems),
    }


def _plots(panels: Sequence[figures.Panel]) -> List[Plot]:
    plots = []
    for panel in panels:
        summary = figures.summary(panel)
        plots.append(Plot(panel, draw(panel, f"{words.title(panel.name)}, {panel.detail}: {summary}"), summary))
    return plots
