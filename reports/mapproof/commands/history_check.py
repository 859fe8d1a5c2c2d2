"""mapproof history check: is it slower than it was, and since when; 0 no, 1 yes, 2 could not run, 3 cannot tell.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
from typing import Any, Dict, List

from mapproof.ci import outputs
from mapproof.commands.compare import allowance, percent
from mapproof.errors import CANNOT_TELL, NO, YES
from mapproof.units import plural, time

ORDER = ("slower", "now refused", "now implausible", "unclear", "allowed", "changed", "faster", "unchanged")
_ANSWERS = {YES: "not slower", NO: "slower", CANNOT_TELL: "cannot tell"}
MOST_UNCLEAR = 10


def options(parser: argparse.ArgumentParser) -> None:
    """What can be asked of a check, and who is told."""
    questions(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    outputs.options(parser)


def questions(parser: argparse.ArgumentParser) -> None:
    """What can be asked."""
    parser.add_argument("--effect", type=percent, default=5.0, metavar="PERCENT", help="the slowdown that matters (default 5)")
    parser.add_argument("--last", type=_commits, default=20, metavar="N", help="only changes of the last N commits (default 20)")
    parser.add_argument("--since", metavar="COMMIT", help="only changes after this commit, instead")
    parser.add_argument("--allow", type=allowance, action="append", default=[], metavar="RATIO:GLOB",
                        help="rows that may become so many times slower, e.g. 1.2:map*")
    parser.add_argument("--decided", type=percent, default=90.0, metavar="PERCENT",
                        help="how many of the rows must be decided for an answer (default 90)")


def _commits(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000000:
        raise argparse.ArgumentTypeError(f"'{text}' is no number of commits")
    return int(text)


def checked(arguments: argparse.Namespace, runs: List[Any], groups: Any) -> Any:
    """The history judged as asked."""
    from mapproof.history.check import Asked, check

    return check(runs, groups, Asked(arguments.effect / 100, arguments.since, arguments.last, arguments.decided / 100, arguments.allow))


def tell(arguments: argparse.Namespace, result: Any) -> int:
    """Prints it, and writes what else was asked for."""
    unchanged = [outputs.Line(one.track.name, one.verdict) for one in result.findings if one.verdict == "unchanged"]
    lines = [outputs.Line(name, verdict, change, text) for verdict, change, name, text in lines_of(result)]
    outputs.write(arguments, outputs.Answer("history check", result.code, _ANSWERS[result.code], last_line(result), [*lines, *unchanged]))
    print(json.dumps(as_json(result), ensure_ascii=False)) if arguments.json else _print(result)
    return int(result.code)


def as_json(result: Any) -> Dict[str, Any]:
    """All of it."""
    return {
        "schema": 1, "answer": _ANSWERS[result.code], "effect_percent": round(100 * result.effect, 6), "decided": result.decided,
        "counts": _counts(result), "not_measured": list(result.gone), "rows": [_row(finding) for finding in result.findings],
    }


def _row(finding: Any) -> Dict[str, Any]:
    change = finding.change
    row: Dict[str, Any] = {
        "name": finding.track.name, "verdict": finding.verdict, "text": finding.text, "machine": finding.track.group[0],
        "subject": finding.track.group[2], "profile": finding.track.group[3], "ratio": finding.ratio,
        "least_effect_percent": None if finding.least_effect is None else round(100 * finding.least_effect, 3),
    }
    if change is not None:
        row["since"] = change.since.run.revision
    return row


def _counts(result: Any) -> Dict[str, int]:
    verdicts = [finding.verdict for finding in result.findings]
    return {word: verdicts.count(word) for word in ORDER if word in verdicts}


def lines_of(result: Any) -> "List[List[str]]":
    """Verdict, change, row and text of what is not unchanged, the worst first."""
    several = len({finding.track.group for finding in result.findings}) > 1
    ordered = sorted((one for one in result.findings if one.verdict != "unchanged"),
                     key=lambda one: (ORDER.index(one.verdict), -(one.ratio or 0)))
    return [[one.verdict, "" if one.ratio is None else f"{100 * (one.ratio - 1):+.1f} %", one.track.name,
             "; ".join(part for part in (one.text, _before_and_now(one), ", ".join(one.track.group) if several else "") if part)]
            for one in ordered]


def _before_and_now(finding: Any) -> str:
    if finding.change is None:
        return ""
    points, at = finding.track.points, finding.change.split.at
    before = sorted(point.median for point in points[max(0, at - 50) : at])
    after = sorted(point.median for point in points[at : at + 50])
    return f"from {time(before[len(before) // 2])} to {time(after[len(after) // 2])}"


def last_line(result: Any) -> str:
    """The answer and the counts."""
    counts = ", ".join(f"{count} {word}" for word, count in _counts(result).items())
    answer = _ANSWERS[result.code]
    if result.code == CANNOT_TELL and result.decided < 1:
        answer += f" of {100 * (1 - result.decided):.0f} % of the rows whether they are slower by {100 * result.effect:g} %: more runs, or a larger --effect"
    return f"{answer} ({plural(len(result.findings), 'row')}: {counts})"


def _print(result: Any) -> None:
    unclear = 0
    for line in lines_of(result):
        unclear += line[0] == "unclear"
        if line[0] != "unclear" or unclear <= MOST_UNCLEAR:
            print("  ".join(part for part in (f"{line[0]:<11}", *line[1:]) if part))
    if unclear > MOST_UNCLEAR:
        print(f"... and {plural(unclear - MOST_UNCLEAR, 'more row')} unclear (--json has all)")
    for name in result.gone[:MOST_UNCLEAR]:
        print(f"not measured by the newest run: {name}")
    print(last_line(result))
