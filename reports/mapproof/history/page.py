"""The page of a history: the answer of a check, then every row over the commits, those first that changed.

SPDX-License-Identifier: Apache-2.0
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Sequence

from mapproof import units
from mapproof.errors import CANNOT_TELL, NO, YES
from mapproof.history.changes import changes_of
from mapproof.history.check import Check, Finding
from mapproof.history.reading import StoredRun
from mapproof.history.trend import draw
from mapproof.page import shell

TEMPLATES = Path(__file__).resolve().parent / "templates"
_TITLES = {YES: "Not slower by {:g} %", NO: "Slower by {:g} % or more", CANNOT_TELL: "Cannot tell whether slower by {:g} %"}
_TONES = {YES: "good", NO: "bad", CANNOT_TELL: "doubt"}
# A page is no database: older commits are in it, in the same picture, but not in the table.
MOST_COMMITS = 100


@dataclass(frozen=True)
class Row:
    """One row of the page."""

    finding: Finding
    picture: str
    newest: str


def write(output: str, check: Check, runs: Sequence[StoredRun], summary: str, order: Sequence[str]) -> None:
    """Writes it; order: verdicts, the worst first."""
    shell.write(output, render(check, runs, summary, order))


def render(check: Check, runs: Sequence[StoredRun], summary: str, order: Sequence[str]) -> str:
    """The page."""
    findings = sorted(check.findings, key=lambda one: (order.index(one.verdict), -(one.ratio or 0)))
    groups = list(dict.fromkeys(one.track.group for one in findings))
    return shell.render(TEMPLATES, "history.html.j2", {
        "title": _TITLES[check.code].format(100 * check.effect), "tone": _TONES[check.code], "summary": summary,
        "rows": [_row(one) for one in findings], "groups": groups, "several": len(groups) > 1, "commits": _commits(runs)[-MOST_COMMITS:],
        "counts": {word: sum(one.verdict == word for one in findings) for word in order},
    })


def _row(finding: Finding) -> Row:
    points = finding.track.points
    return Row(finding, draw(finding.track, changes_of(finding.track)) if points else "",
               units.time(points[-1].median) if points and points[-1].median is not None else "—")


def _commits(runs: Sequence[StoredRun]) -> List[Dict[str, Any]]:
    found: Dict[str, List[StoredRun]] = {}
    for run in runs:
        found.setdefault(run.revision, []).append(run)
    return [{"revision": revision, "started": min(run.started for run in members), "runs": len(members),
             "machines": len({run.machine for run in members})} for revision, members in found.items()]
