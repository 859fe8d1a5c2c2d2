"""An answer as JUnit XML, as a few lines of Markdown, as GitHub's annotations and as a badge.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
import sys
from dataclasses import dataclass
from typing import Callable, Dict, List, Sequence, Tuple
from xml.etree import ElementTree

from mapproof.errors import CANNOT_TELL, NO, YES
from mapproof.output import write_whole

# A comment that is longer is not read; and what is confirmed comes before the fold.
MOST_LINES = 60
MOST_ABOVE, MOST_BELOW = 20, 20
# Annotations of one step that GitHub shows.
MOST_ANNOTATIONS = 10
BAD = ("slower", "regressed")
DOUBTFUL = ("now refused", "now implausible")
_COLOURS = {YES: "brightgreen", NO: "red", CANNOT_TELL: "yellow"}


@dataclass(frozen=True)
class Line:
    """One row: its name, the verdict, by how much, and why."""

    name: str
    verdict: str
    change: str = ""
    text: str = ""


@dataclass(frozen=True)
class Answer:
    """What a command found."""

    command: str
    code: int
    word: str  # the answer, short
    summary: str  # the same with counts
    lines: Sequence[Line]
    notes: Sequence[str] = ()


def options(parser: argparse.ArgumentParser) -> None:
    """The options that write them."""
    parser.add_argument("--junit", metavar="FILE.xml", help="write JUnit XML too: a test case for each row")
    parser.add_argument("--markdown", metavar="FILE.md", help="write a comment of at most 60 lines too")
    parser.add_argument("--github", action="store_true", help="print annotations for GitHub Actions too, on standard error")
    parser.add_argument("--badge", metavar="FILE.json", help="write an endpoint for a badge of shields.io too")


def write(arguments: argparse.Namespace, answer: Answer) -> None:
    """Writes those that were asked for."""
    writers: Tuple[Tuple[str, Callable[[Answer], str]], ...] = (("junit", as_junit), ("markdown", as_markdown), ("badge", as_badge))
    for option, text in writers:
        path = getattr(arguments, option)
        if path:
            write_whole(path, text(answer).encode())
    if arguments.github:
        sys.stderr.write(as_annotations(answer))


def as_junit(answer: Answer) -> str:
    """A test case for each row, and one for the answer: it is red where the exit code is not 0."""
    suite = ElementTree.Element("testsuite", name=f"mapproof {answer.command}")
    for line in answer.lines:
        case = ElementTree.SubElement(suite, "testcase", classname=answer.command, name=_plain(line.name))
        if line.verdict in (*BAD, *DOUBTFUL):
            ElementTree.SubElement(case, "failure", type=line.verdict, message=_plain(_told(line)))
        elif line.verdict == "unclear":
            ElementTree.SubElement(case, "skipped", message=_plain(_told(line)))
    case = ElementTree.SubElement(suite, "testcase", classname=answer.command, name="answer")
    if answer.code != YES:
        ElementTree.SubElement(case, "failure", type=answer.word, message=_plain(answer.summary))
    counts = {"tests": "testcase", "failures": "testcase/failure", "skipped": "testcase/skipped"}
    suite.attrib.update({name: str(len(suite.findall(path))) for name, path in counts.items()}, errors="0")
    root = ElementTree.Element("testsuites")
    root.append(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def as_markdown(answer: Answer) -> str:
    """What is confirmed first, the rest folded."""
    sign = {YES: "✅", NO: "❌", CANNOT_TELL: "❔"}[answer.code]
    above = [line for line in answer.lines if line.verdict in (*BAD, *DOUBTFUL)]
    below = [line for line in answer.lines if line not in above and line.verdict != "unchanged"]
    lines = [f"### {sign} mapproof {answer.command}: {_cell(answer.summary)}", ""]
    lines += [f"* {_cell(note)}" for note in answer.notes[:3]] + ([""] if answer.notes else [])
    lines += _table(above, MOST_ABOVE)
    if below:
        lines += [f"<details><summary>{len(below)} more that are not unchanged</summary>", "", *_table(below, MOST_BELOW), "</details>"]
    return "\n".join(lines).rstrip("\n") + "\n"


def _table(lines: Sequence[Line], most: int) -> List[str]:
    if not lines:
        return []
    rows = [f"| {line.verdict} | {line.change} | {_cell(line.name)} | {_cell(line.text)} |" for line in lines[:most]]
    more = [f"| … | | and {len(lines) - most} more | |"] if len(lines) > most else []
    return ["| | change | row | |", "| --- | --- | --- | --- |", *rows, *more, ""]


def as_annotations(answer: Answer) -> str:
    """Workflow commands: errors for what is confirmed, a warning for what nobody can tell, and a notice else."""
    bad = [line for line in answer.lines if line.verdict in (*BAD, *DOUBTFUL)]
    said = [f"::error title=mapproof {_escaped(line.verdict)}::{_escaped(f'{line.name}: {_told(line)}')}" for line in bad[: MOST_ANNOTATIONS - 1]]
    level = {YES: "notice", NO: "error", CANNOT_TELL: "warning"}[answer.code]
    return "".join(f"{line}\n" for line in [*said, f"::{level} title=mapproof {answer.command}::{_escaped(answer.summary)}"])


def as_badge(answer: Answer) -> str:
    """What https://shields.io/badges/endpoint-badge reads."""
    badge: Dict[str, object] = {"schemaVersion": 1, "label": f"mapproof {answer.command}", "message": answer.word, "color": _COLOURS[answer.code]}
    return json.dumps(badge) + "\n"


def _told(line: Line) -> str:
    return ", ".join(part for part in (line.verdict, line.change, line.text) if part)


def _plain(text: str) -> str:
    """Without the characters that XML forbids."""
    return "".join(character if character.isprintable() or character in "\u00a0\u202f" else "\ufffd" for character in text)


def _cell(text: str) -> str:
    """Text that is no table, no tag and no mention."""
    text = " ".join(_plain(text).split(" "))
    for character, instead in (("\\", "\\\\"), ("|", "\\|"), ("<", "&lt;"), ("*", "\\*"), ("`", "\\`"), ("@", "@\u200b")):
        text = text.replace(character, instead)
    return text


def _escaped(text: str) -> str:
    for character, instead in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(character, instead)
    return text.replace("::", ":\u200b:")
