"""mapproof compare: did NEW get slower than BASE, or stop passing; 0 no, 1 yes, 2 could not run, 3 cannot tell.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
import math
import os
import sys
from typing import Dict, List, Optional, Tuple

from mapproof.ci import outputs
from mapproof.compare.change import ORDER, Change, Comparison, Question
from mapproof.compare.comparison import compare
from mapproof.errors import CANNOT_TELL, NO, YES
from mapproof.result.reader import read
from mapproof.result.results import Result
from mapproof.units import changes, plural

_ANSWERS: Dict[str, Dict[int, str]] = {
    "benchmark": {YES: "not slower", NO: "slower", CANNOT_TELL: "cannot tell"},
    "conformance": {YES: "nothing that passed stopped passing", NO: "something that passed no longer does"},
}
MOST_UNCLEAR = 10
# What explains a change by itself.
_GUARDED = ("fingerprint", "cpu", "cpus", "nodes", "machine", "release", "governor", "boost", "build_type", "compiler", "hwloc", "aslr",
            "user")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("compare", help="did it get slower, or stop passing")
    parser.add_argument("base", metavar="BASE", help="the result file to compare with")
    parser.add_argument("new", metavar="NEW", help="the result file to judge")
    parser.add_argument("--effect", type=percent, metavar="PERCENT",
                        help="the slowdown that matters (default 5, and 0.1 by the exact clock)")
    parser.add_argument("--rows", action="append", default=[], metavar="GLOB", help="only rows whose name or label matches")
    parser.add_argument("--allow", type=allowance, action="append", default=[], metavar="RATIO:GLOB",
                        help="rows that may become so many times slower, e.g. 1.2:map*")
    parser.add_argument("--decided", type=percent, default=90.0, metavar="PERCENT",
                        help="how many of the rows must be decided for an answer (default 90)")
    parser.add_argument("-o", "--output", metavar="FILE.html", help="write a page about it, too")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    outputs.options(parser)
    parser.set_defaults(run=run)


def percent(text: str) -> float:
    """A percentage of the command line."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < 10000:
        raise argparse.ArgumentTypeError(f"'{text}' is no percentage of 0 or more")
    return value


def allowance(text: str) -> Tuple[float, str]:
    """A ratio and a pattern of the command line."""
    ratio, colon, pattern = text.partition(":")
    try:
        value = float(ratio)
    except ValueError:
        value = 0.0
    if not (colon and pattern and 1 <= value < math.inf):
        raise argparse.ArgumentTypeError(f"'{text}' is no ratio of 1 or more and a pattern, such as 1.2:map*")
    return value, pattern


def run(arguments: argparse.Namespace) -> int:
    """Reads, compares, prints."""
    base, new = read(arguments.base), read(arguments.new)
    effect = None if arguments.effect is None else arguments.effect / 100
    comparison = compare(base, new, Question(effect, arguments.rows, arguments.allow, arguments.decided / 100))
    notes = _notes(base, new)
    if arguments.output:
        _write_page(arguments.output, comparison, base, new, notes)
    outputs.write(arguments, _for_ci(comparison, notes))
    if arguments.json:
        print(json.dumps(_as_json(comparison, notes)))
    else:
        _print(comparison, notes)
    return comparison.code


def _write_page(output: str, comparison: Comparison, base: Result, new: Result, notes: List[str]) -> None:
    from mapproof.compare import page  # templates and pictures take long to load

    rows = [page.Row(change.name, change.verdict, change.text, change.ratio, change.low, change.high,
                     "" if change.ratio is None else "against its floor" if change.by_floor else "against the machine") for change in comparison.changes]
    answer = _ANSWERS[comparison.kind][comparison.code]
    title = f"NEW: {answer}" if comparison.effect is None else page.title_of(comparison.code, comparison.effect)
    left_out = (("only in BASE", comparison.only_base), ("only in NEW", comparison.only_new))
    sides = [page.side_of(result, os.path.basename(result.path)) for result in (base, new)]
    page.write(output, page.Answer(title, comparison.code, _last_line(comparison).capitalize() + ".", sides[0], sides[1], rows, notes,
                                   _explained(comparison), comparison.effect, left_out), page.titles_of((base, new)))


def _explained(comparison: Comparison) -> str:
    """How the machine is taken off, with what was seen of it."""
    noise = comparison.noise
    if noise is None:
        return ""
    return (f"Between the two runs the machine itself moved by {changes(math.exp(noise.drift))[0]}, which is taken off, and by "
            f"{100 * math.expm1(noise.spread * noise.doubt):.1f} % from row to row, which widens each interval. An interval misses the true change of its row with 5 % probability.")


def _for_ci(comparison: Comparison, notes: List[str]) -> outputs.Answer:
    shown = sorted(comparison.changes, key=lambda change: (ORDER.index(change.verdict), -(change.ratio or 0)))
    lines = [outputs.Line(change.name, change.verdict, _change(change.ratio), change.text) for change in shown]
    return outputs.Answer("compare", comparison.code, _ANSWERS[comparison.kind][comparison.code], _last_line(comparison), lines, notes)


def _notes(base: Result, new: Result) -> List[str]:
    """What makes the two runs less comparable than they look."""
    notes = [f"{result.path} was interrupted and is not complete" for result in (base, new) if result.end.interrupted]
    if base.run.profile != new.run.profile:
        notes.append(f"the runs differ in profile: {base.run.profile}, then {new.run.profile}")
    for key in _GUARDED:
        before, after = base.run.environment.get(key), new.run.environment.get(key)
        if before != after:
            notes.append(f"the runs differ in {key}: {_or_unknown(before)}, then {_or_unknown(after)}")
    return notes


def _or_unknown(value: object) -> str:
    return "unknown" if value is None else str(value)


def _counts(comparison: Comparison) -> Dict[str, int]:
    verdicts = [change.verdict for change in comparison.changes]
    return {word: verdicts.count(word) for word in ORDER if word in verdicts}


def _as_json(comparison: Comparison, notes: List[str]) -> Dict[str, object]:
    return {
        "schema": 1,
        "kind": comparison.kind,
        "answer": _ANSWERS[comparison.kind][comparison.code],
        "effect_percent": None if comparison.effect is None else round(100 * comparison.effect, 6),
        "decided": comparison.decided,
        "advice": comparison.advice or None,
        "counts": _counts(comparison),
        "rows": [
            {"name": change.name, "verdict": change.verdict, "text": change.text, "ratio": change.ratio, "low": change.low,
             "high": change.high, "by_floor": change.by_floor}
            for change in comparison.changes
        ],
        "only_base": list(comparison.only_base),
        "only_new": list(comparison.only_new),
        "noise": None if comparison.noise is None else {
            "drift": math.exp(comparison.noise.drift), "spread": math.expm1(comparison.noise.spread * comparison.noise.doubt),
        },
        "notes": notes,
    }


def _print(comparison: Comparison, notes: List[str]) -> None:
    for note in notes:  # first: a changed machine explains what follows
        print(f"note: {note}")
    shown = sorted(
        (change for change in comparison.changes if change.verdict != "unchanged"),
        key=lambda change: (ORDER.index(change.verdict), -(change.ratio or 0)),
    )
    unclear = [change for change in shown if change.verdict == "unclear"]
    hidden = unclear[MOST_UNCLEAR:]
    shown = [change for change in shown if change not in hidden]
    if shown:
        _print_table(shown)
    if hidden:
        print(f"... and {plural(len(hidden), 'more row')} unclear (--json has all)")
    for title, names in (("only in BASE", comparison.only_base), ("only in NEW", comparison.only_new)):
        for name in names:
            print(f"{title}: {name}")
    print(_last_line(comparison))


def _last_line(comparison: Comparison) -> str:
    counts = ", ".join(f"{count} {word}" for word, count in _counts(comparison).items())
    answer = _ANSWERS[comparison.kind][comparison.code]
    if comparison.code == CANNOT_TELL and comparison.decided is not None and comparison.effect is not None:
        answer += f" of {100 * (1 - comparison.decided):.0f} % of the rows whether they are slower by {100 * comparison.effect:g} %"
    if comparison.advice:
        answer += f": needs {comparison.advice}"
    return f"{answer} ({plural(len(comparison.changes), 'row')} compared: {counts})"


def _print_table(changes: List[Change]) -> None:
    lines = [(change.verdict, _change(change.ratio), _interval(change), change.name, change.text) for change in changes]
    if not sys.stdout.isatty():
        for line in lines:
            print("  ".join(part for part in (f"{line[0]:<11}", *line[1:]) if part))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("", "change", "interval", "row", ""):
        table.add_column(heading, overflow="fold", no_wrap=heading in ("", "change", "interval"))
    colours = {"slower": "red", "regressed": "red", "faster": "green", "repaired": "green"}
    for line in lines:
        table.add_row(*line, style=colours.get(line[0], "yellow"))
    Console().print(table)


def _change(ratio: Optional[float]) -> str:
    return "" if ratio is None else f"{100 * (ratio - 1):+.1f} %"


def _interval(change: Change) -> str:
    if change.low is None or change.high is None:
        return ""
    return f"[{_change(change.low)}, {_change(change.high)}]" + (" against its floor" if change.by_floor else "")
