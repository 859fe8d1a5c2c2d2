"""mapproof verify: whether a package is what it says, offline; 0 conformant, 1 incomplete or not conformant, 2 not a valid package.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
import os
from datetime import date, datetime, timezone

from mapproof import programs
from mapproof.certificate.digest import file_digest
from mapproof.errors import COULD_NOT_RUN, NO, YES, CannotRun, reason_of
from mapproof.visible import visible

SCHEMA = 1
MOST_REASONS = 20


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("verify", help="whether a package of certify is what it says, offline")
    parser.add_argument("package", metavar="DIR|FILE.tar.gz|FILE.tar.zst", help="the package")
    parser.add_argument("--policy", metavar="FILE", help="what you accept, as JSON (docs/certification.md)")
    parser.add_argument("--signers", metavar="FILE", help="whose signatures count: allowed_signers of OpenSSH, or a public key in PEM")
    parser.add_argument("--catalogue", metavar="FILE", help="what 'mapproof requirements --json' printed in the version that certified")
    parser.add_argument("--programs", metavar="DIR", help="a build of the same commit: the programs that ran must be these, byte for byte")
    parser.add_argument("--at", metavar="DAY", type=_day, help="judge as of this day, YYYY-MM-DD (default: today)")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.set_defaults(run=run)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no day YYYY-MM-DD") from None


def _digests(folder: str) -> "dict[str, str]":
    try:
        return {name: file_digest(os.path.join(folder, name)) for name in (programs.CONFORM, programs.BENCH)}
    except OSError as error:
        raise CannotRun(f"'{error.filename}' cannot be read ({reason_of(error)}): name the folder of a build of the suite.") from None


def run(arguments: argparse.Namespace) -> int:
    """Reads, examines, prints."""
    # Only here: other commands need no cryptography.
    from mapproof.certificate import catalogue, examine, policy, signers

    day = arguments.at or datetime.now(timezone.utc).date().isoformat()
    rules = policy.read_policy(arguments.policy) if arguments.policy else {}
    allowed = signers.read_signers(arguments.signers) if arguments.signers else None
    built = _digests(arguments.programs) if arguments.programs else {}
    known = catalogue.known(arguments.catalogue)
    found = examine.examine(arguments.package, examine.Held(known.rows, day, allowed, built, known.version))
    objections = policy.objections(rules, found, day) if found.verdict != examine.INVALID else []
    if allowed is not None and found.verdict != examine.INVALID and not found.signed_by:
        # Or whoever takes the signatures off could make the rest anew.
        objections = ["it is unsigned, and --signers names those whose signature counts", *objections]
    accepted = found.verdict == examine.CONFORMANT and not objections
    if arguments.json:
        print(json.dumps({"schema": SCHEMA, "verdict": found.verdict, "accepted": accepted, "reasons": found.reasons,
                          "objections": objections, "notes": found.notes, "signed_by": found.signed_by, "at": day}))
    else:
        _print(found, objections, arguments.package)
    if found.verdict == examine.INVALID:
        return COULD_NOT_RUN
    return YES if accepted else NO


def _print(found: "object", objections: "list[str]", path: str) -> None:
    from mapproof.certificate.examine import INVALID, Examination

    assert isinstance(found, Examination)
    for reason in found.reasons[:MOST_REASONS]:
        print(f"reason: {visible(reason)}")
    if len(found.reasons) > MOST_REASONS:
        print(f"and {len(found.reasons) - MOST_REASONS} more (--json has all)")
    for objection in objections:
        print(f"policy: {visible(objection)}")
    for note in found.notes:
        print(f"note: {visible(note)}")
    about = ""
    if found.verdict != INVALID:
        backend = found.said["backend"]
        signed = f"signed by {', '.join(found.signed_by)}" if found.signed_by else "unsigned"
        about = f" ({backend['name']} {backend['version']}, profile {found.said['profile']}, {found.started[:10]}, {signed})"
    print(visible(f"{found.verdict}{about}: {path}"))
