"""mapproof certify: conform, then bench, then report, in one package that appears whole or not at all.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Callable, List, Sequence

from mapproof import programs
from mapproof.certificate.contents import BENCH, CONFORM, MUTATION, REPORT, SELFTEST, TOPOLOGY
from mapproof.certificate.package import Package
from mapproof.errors import COULD_NOT_RUN, NO, YES, CannotRun
from mapproof.report.page import write_report
from mapproof.report.verdicts import short
from mapproof.result.reader import read
from mapproof.result.results import VERDICTS_AGAINST, Result
from mapproof.units import plural

MOST_DEVIATIONS = 10
BENCH_SECONDS = 30.0

# Runs a program of mapproof with arguments and returns its exit code; what it prints on standard output is dropped.
Call = Callable[[str, Sequence[str]], int]


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("certify", help="conform, then bench, then report, in one package with its hashes")
    parser.add_argument("--backend", help="a built-in name or a plugin's path (default: model)")
    parser.add_argument("--target", help="the target, e.g. pci:0000:00:04.0/2")
    parser.add_argument("--profile", help="the documents to hold the target against, e.g. qnx-7.1")
    parser.add_argument("--allow-write", action="store_true", help="the suite may store to the named window")
    parser.add_argument("--time", type=float, metavar="SECONDS", help=f"how long to measure in all (default {BENCH_SECONDS:g})")
    parser.add_argument("--waivers", metavar="FILE", help="known deviations ('mapproof waivers check' says what is wrong with them)")
    parser.add_argument("--statement", metavar="FILE", help="what you say of the product ('mapproof statement' writes it)")
    parser.add_argument("--selftest", metavar="FILE", help="the score of this suite, as 'mapproof selftest --json' printed it")
    parser.add_argument("--mutation", metavar="FILE", help="the score of its mutation testing, as scripts/mutate wrote it (default: that of the tree)")
    parser.add_argument("--sign", metavar="KEY", action="append", default=[], help="sign with this private key, PEM or OpenSSH; may be repeated")
    parser.add_argument("-o", "--output", required=True, metavar="DIR", help="the package's folder; only a former package is replaced")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Certifies a target of this machine."""
    return certify(arguments, lambda program, words: programs.call(program, words, quiet=True))


def certify(arguments: argparse.Namespace, call: Call) -> int:
    """Runs all three steps into a package; the programs run where call takes them."""
    from mapproof.certificate import keys, making, suite, waivers  # cryptography takes long to load

    started = time.monotonic()
    of_the_tree = str(suite.OF_THE_TREE) if suite.OF_THE_TREE.is_file() else None
    scores = {SELFTEST: arguments.selftest, MUTATION: arguments.mutation or of_the_tree}
    said = making.given(arguments.statement, arguments.waivers, scores, [keys.private_key(path) for path in arguments.sign])
    with Package(arguments.output) as package:
        conformance = _step(call, package, programs.CONFORM, CONFORM, [*_common(arguments), *programs.option("--waivers", arguments.waivers)])
        _tell(conformance)
        budget = programs.option("--time", arguments.time or BENCH_SECONDS)
        about = ["--verdicts", str(package.folder / CONFORM), "--topology", str(package.folder / TOPOLOGY)]
        benchmark = _step(call, package, programs.BENCH, BENCH, [*_common(arguments), *budget, *about])
        _check_same_subject(conformance, benchmark)
        _say(f"{plural(benchmark.end.measured, 'figure')} measured, {benchmark.end.refused} refused")
        write_report([conformance, benchmark], str(package.folder / REPORT))
        certificate = making.complete(package.folder, conformance, benchmark, said)
        package.finish()
    against = waivers.reasons_against(conformance, said.waivers, conformance.run.started[:10])
    for reason in [*against, *(f"the waiver '{each}' waived nothing" for each in waivers.unused(conformance, said.waivers))]:
        _say(reason)
    seconds = round(time.monotonic() - started, 1)
    if arguments.json:
        shown = {key: value for key, value in certificate.items() if key != "kind"}
        figures = {"measured": benchmark.end.measured, "refused": benchmark.end.refused}
        print(json.dumps({**shown, **figures, "package": arguments.output, "seconds": seconds}))
    else:
        print(f"{certificate['verdict']} to {certificate['profile']}: {Path(arguments.output) / REPORT} ({seconds} s)")
    return YES if certificate["conformant"] and not against else NO


def _common(arguments: argparse.Namespace) -> List[str]:
    return [
        *programs.option("--backend", arguments.backend),
        *programs.option("--target", arguments.target),
        *programs.option("--profile", arguments.profile),
        *(["--allow-write"] if arguments.allow_write else []),
    ]


def _step(call: Call, package: Package, program: str, name: str, arguments: List[str]) -> Result:
    """Runs a program that writes one of the package's files; what it has to say goes to standard error."""
    path = str(package.folder / name)
    if call(program, [*arguments, "--out", path]) == COULD_NOT_RUN:
        raise CannotRun("")  # the program has said why
    return read(path)


def _check_same_subject(conformance: Result, benchmark: Result) -> None:
    """A certificate that speaks of two things at once would be worth nothing."""
    for name in ("mapproof", "commit", "backend", "target", "profile"):
        checked, measured = getattr(conformance.run, name), getattr(benchmark.run, name)
        if checked != measured:
            raise CannotRun(
                f"{programs.CONFORM} and {programs.BENCH} do not speak of the same {name} ({checked}; {measured}): build both again."
            )


def _say(sentence: str) -> None:
    print(f"mapproof: {sentence}", file=sys.stderr)


def _tell(conformance: Result) -> None:
    end = conformance.end
    counts = ", ".join(f"{count} {word}" for word, count in end.judged_counts.items() if count)
    _say(f"{end.verdict} to {conformance.run.profile}: {counts}")
    bad = [check for check in conformance.checks if check.judged and check.verdict in VERDICTS_AGAINST]
    for check in bad[:MOST_DEVIATIONS]:
        _say(f"  {check.verdict} {check.row}.{check.check}")
    if len(bad) > MOST_DEVIATIONS:
        _say(f"  and {len(bad) - MOST_DEVIATIONS} more, all in the report")
    if end.coverage is None:
        return
    for (word, reason, remedy), rows in end.coverage.open_by_reason().items():
        _say(f"  {word} {short(rows)}: {reason.splitlines()[0] if reason else 'no reason was given'}; {remedy}")
    _say(f"  {end.coverage}")
