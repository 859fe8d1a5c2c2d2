"""mapproof ab: is NEW slower than BASE, both on this machine and now; 0 no, 1 yes, 2 could not run, 3 cannot tell.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
import math
import random
import sys
import tempfile
from pathlib import Path
from typing import Dict, List

from mapproof import programs
from mapproof.ab.duel import Duel, Finding
from mapproof.ab.launches import Launches
from mapproof.ab.side import side
from mapproof.ci import outputs
from mapproof.commands.compare import percent
from mapproof.compare.change import Change, name_of
from mapproof.compare.measurements import without_figures
from mapproof.compare.rulers import is_ruler
from mapproof.errors import CANNOT_TELL, NO, YES, CannotRun
from mapproof.output import check_folder
from mapproof.units import plural

SECONDS = 120.0
# So long a launch that a whole look has about a dozen pairs of them, within these bounds.
PAIRS = 16
SHORTEST, LONGEST = 0.3, 5.0
_ORDER = ("slower", "now refused", "now implausible", "unclear", "faster", "repaired", "unchanged")
EXPLAINED = ("Slower and faster are said only of what both a look and a proof in fresh processes found. An interval holds over the whole table with 95 % "
             "probability; 'finds' is the slowdown that would have been found four times in five. The times are those of the first launches.")
_ANSWERS = {YES: "not slower", NO: "slower", CANNOT_TELL: "cannot tell"}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("ab", help="is NEW slower than BASE, both on this machine and now")
    for name, metavar in (("base", "BASE"), ("new", "NEW")):
        parser.add_argument(name, metavar=metavar, help="a plugin, a build's folder, a mapproof-bench, or a built-in backend")
    parser.add_argument("--effect", type=percent, default=2.0, metavar="PERCENT", help="the slowdown that matters (default 2)")
    parser.add_argument("--time", type=float, default=SECONDS, metavar="SECONDS", help=f"for the whole comparison (default {SECONDS:g})")
    parser.add_argument("--decided", type=percent, default=90.0, metavar="PERCENT",
                        help="how many of the rows must be decided for an answer (default 90)")
    parser.add_argument("--filter", default="", metavar="REGEX", help="only rows whose label (mapproof bench --list) matches")
    parser.add_argument("--backend", help="where BASE and NEW are builds: the backend to measure with both")
    parser.add_argument("--target", help="the target, e.g. pci:0000:00:04.0/2")
    parser.add_argument("--profile", help="the documents to behave by")
    parser.add_argument("--allow-write", action="store_true", help="the suite may store to the named window")
    parser.add_argument("--seed", type=int, help="of the order of launches; drawn and printed if not given")
    parser.add_argument("-o", "--output", metavar="FILE.html", help="write a page about it, too")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    outputs.options(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Launches both in turn until enough is known or the time is over."""
    if not 1 <= arguments.time <= 86400:
        raise CannotRun(f"--time {arguments.time:g} is not between 1 and 86400 seconds.")
    if arguments.output:
        check_folder(arguments.output)
    seed = random.randrange(1 << 32) if arguments.seed is None else arguments.seed
    options = [*programs.option("--backend", arguments.backend), *programs.option("--target", arguments.target),
               *programs.option("--profile", arguments.profile), *(["--allow-write"] if arguments.allow_write else [])]
    sides = (side(arguments.base, options), side(arguments.new, options))
    launch = min(LONGEST, max(SHORTEST, arguments.time / (2 * PAIRS)))
    with tempfile.TemporaryDirectory(prefix="mapproof-ab-") as folder:
        launches = Launches(*sides, launch, arguments.filter, Path(folder), lambda line: print(line, file=sys.stderr))
        findings = Duel(launches.pair, arguments.effect / 100, arguments.time, seed).run()
    changes = _without_figures(launches)
    code = _code(findings, changes, arguments.decided / 100)
    if arguments.output:
        _write_page(arguments, launches, findings, changes, code, seed)
    outputs.write(arguments, _for_ci(findings, changes, code, _last_line(findings, changes, code, arguments.effect, launches.made, seed)))
    if arguments.json:
        print(json.dumps(_as_json(findings, changes, code, arguments.effect, launches.made, seed)))
    else:
        _print(findings, changes, code, arguments.effect, launches.made, seed)
    return code


def _write_page(arguments: argparse.Namespace, launches: Launches, findings: List[Finding], changes: List[Change], code: int, seed: int) -> None:
    from mapproof.compare import page  # templates and pictures take long to load

    rows = [page.Row(one.name, one.verdict, "", _ratio(one.evidence.best.estimate), _ratio(one.evidence.best.estimate - one.half_width),
                     _ratio(one.evidence.best.estimate + one.half_width), f"{plural(one.pairs, 'pair')}, finds {_text(one.least_effect)}")
            for one in findings]
    rows += [page.Row(change.name, change.verdict, change.text) for change in changes if change.verdict != "unchanged"]
    sides = [page.Side(name, page.side_of(result, "").facts, page.figures_of(result))
             for name, result in zip((arguments.base, arguments.new), launches.first)]
    page.write(arguments.output, page.Answer(
        page.title_of(code, arguments.effect / 100), code,
        f"{plural(len(findings), 'row')} in {plural(launches.made, 'pair')} of launches that alternate at random (seed {seed}); asked about {arguments.effect:g} %.",
        sides[0], sides[1], rows, (), EXPLAINED, arguments.effect / 100), page.titles_of(launches.first))


def _without_figures(launches: Launches) -> List[Change]:
    before, after = ({name_of(m): m for m in result.measurements if not is_ruler(m)} for result in launches.first)
    return [change for name in before if name in after for change in without_figures(before[name], after[name])]


def _code(findings: List[Finding], changes: List[Change], wanted: float) -> int:
    verdicts = [finding.verdict for finding in findings]
    if "slower" in verdicts:
        return NO
    decided = 1 - verdicts.count("unclear") / len(verdicts) if verdicts else 0.0
    lost = any(change.verdict.startswith("now") for change in changes)
    return CANNOT_TELL if lost or decided < wanted else YES


def _counts(findings: List[Finding], changes: List[Change]) -> Dict[str, int]:
    verdicts = [finding.verdict for finding in findings] + [change.verdict for change in changes if change.verdict != "unchanged"]
    return {word: verdicts.count(word) for word in _ORDER if word in verdicts}


def _as_json(findings: List[Finding], changes: List[Change], code: int, effect: float, pairs: int, seed: int) -> Dict[str, object]:
    rows: List[Dict[str, object]] = [{
        "name": finding.name, "verdict": finding.verdict, "pairs": finding.pairs, "ratio": _ratio(finding.evidence.best.estimate),
        "low": _ratio(finding.evidence.best.estimate - finding.half_width),
        "high": _ratio(finding.evidence.best.estimate + finding.half_width), "least_effect_percent": _percent(finding.least_effect),
    } for finding in findings]
    rows += [{"name": change.name, "verdict": change.verdict, "text": change.text} for change in changes if change.verdict != "unchanged"]
    return {"schema": 1, "answer": _ANSWERS[code], "effect_percent": effect, "pairs": pairs, "seed": seed,
            "counts": _counts(findings, changes), "rows": rows}


def _ratio(logarithm: float) -> "float | None":
    return math.exp(logarithm) if abs(logarithm) < 50 else None


def _percent(logarithm: float) -> "float | None":
    return 100 * math.expm1(logarithm) if logarithm < 50 else None


def _print(findings: List[Finding], changes: List[Change], code: int, effect: float, pairs: int, seed: int) -> None:
    for finding in sorted(findings, key=lambda finding: (_ORDER.index(finding.verdict), -finding.evidence.best.estimate)):
        estimate, half = finding.evidence.best.estimate, finding.half_width
        print(f"{finding.verdict:<15}  {_text(estimate):>9}  [{_text(estimate - half)}, {_text(estimate + half)}]  "
              f"finds {_text(finding.least_effect)}  {finding.name}")
    for change in changes:
        if change.verdict != "unchanged":
            print(f"{change.verdict:<15}  {change.name}  {change.text}")
    print(_last_line(findings, changes, code, effect, pairs, seed))


def _last_line(findings: List[Finding], changes: List[Change], code: int, effect: float, pairs: int, seed: int) -> str:
    counts = ", ".join(f"{count} {word}" for word, count in _counts(findings, changes).items())
    return f"{_ANSWERS[code]} by {effect:g} % ({plural(len(findings), 'row')}, {plural(pairs, 'pair')} of launches, seed {seed}: {counts})"


def _for_ci(findings: List[Finding], changes: List[Change], code: int, summary: str) -> outputs.Answer:
    shown = sorted(findings, key=lambda finding: (_ORDER.index(finding.verdict), -finding.evidence.best.estimate))
    lines = [outputs.Line(change.name, change.verdict, "", change.text) for change in changes if change.verdict != "unchanged"]
    lines += [outputs.Line(one.name, one.verdict, _text(one.evidence.best.estimate), f"finds {_text(one.least_effect)}") for one in shown]
    return outputs.Answer("ab", code, _ANSWERS[code], summary, lines)


def _text(logarithm: float) -> str:
    value = _percent(logarithm)
    return "?" if value is None else f"{value:+.1f} %"
