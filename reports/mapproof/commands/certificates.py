"""mapproof certificates: lists the packages of a folder, shows one, tells two apart.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import json
import os
from datetime import date, datetime, timezone
from typing import TYPE_CHECKING, Any, Dict, Mapping

from mapproof.errors import NO, YES, CannotRun, reason_of
from mapproof.visible import visible

if TYPE_CHECKING:
    from mapproof.certificate.examine import Examination

ENDINGS = (".tar.gz", ".tar.zst")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("certificates", help="list, show or tell apart the packages that you hold")
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    listing = actions.add_parser("list", help="every package in a folder, and what it is worth today")
    listing.add_argument("folder", metavar="FOLDER")
    listing.add_argument("--html", metavar="FILE.html", help="write a page that needs nothing else, in place of the table")
    show = actions.add_parser("show", help="what one package says")
    show.add_argument("package", metavar="PACKAGE")
    diff = actions.add_parser("diff", help="what changed between two certificates of one product; exit 1 if anything did")
    diff.add_argument("old", metavar="OLD")
    diff.add_argument("new", metavar="NEW")
    for action, function in ((listing, list_all), (show, show_one), (diff, tell_apart)):
        action.add_argument("--catalogue", metavar="FILE", help="as for verify")
        action.add_argument("--signers", metavar="FILE", help="as for verify")
        action.set_defaults(run=function)


def _examined(path: str, arguments: argparse.Namespace) -> "Examination":
    from mapproof.certificate import catalogue, examine, signers

    allowed = signers.read_signers(arguments.signers) if arguments.signers else None
    known = catalogue.known(arguments.catalogue)
    return examine.examine(path, examine.Held(known.rows, _today().isoformat(), allowed, version=known.version))


def _today() -> date:
    return datetime.now(timezone.utc).date()


def list_all(arguments: argparse.Namespace) -> int:
    """A line or a table row for each."""
    from mapproof.certificate import register
    from mapproof.page import shell

    try:
        names = sorted(entry.name for entry in os.scandir(arguments.folder) if entry.is_dir() or entry.name.endswith(ENDINGS))
    except OSError as error:
        raise CannotRun(f"'{arguments.folder}' cannot be read: {reason_of(error)}.") from None
    if not names:
        raise CannotRun(f"'{arguments.folder}' holds no package: name the folder around the packages.")
    entries = [register.entry_of(name, _examined(os.path.join(arguments.folder, name), arguments), _today()) for name in names]
    if arguments.html:
        shell.write(arguments.html, register.page_of(entries, _today()))
        return YES
    lines = [register.COLUMNS, *(tuple(map(visible, entry.cells())) for entry in entries)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(register.COLUMNS))]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())
    return YES


def show_one(arguments: argparse.Namespace) -> int:
    """Its certificate, one member a line; 1 if it is not conformant."""
    found = _valid(arguments.package, arguments)
    for name, value in _flat(found.said).items():
        print(visible(f"{name}: {value}"))
    print(f"today: {found.verdict}")
    return YES if found.verdict == "conformant" else NO


def _valid(path: str, arguments: argparse.Namespace) -> "Examination":
    found = _examined(path, arguments)
    if found.verdict == "not a valid package":
        raise CannotRun(f"'{path}' is not a valid package: {found.reasons[0]}.")
    return found


def tell_apart(arguments: argparse.Namespace) -> int:
    """What the two certificates do not say alike."""
    old, new = (_flat(_valid(path, arguments).said) for path in (arguments.old, arguments.new))
    changed = [name for name in sorted({*old, *new}) if old.get(name) != new.get(name)]
    for name in changed:
        print(visible(f"{name}: {old.get(name, '(nothing)')} -> {new.get(name, '(nothing)')}"))
    print("they say the same" if not changed else f"{len(changed)} differences" if len(changed) > 1 else "1 difference")
    return NO if changed else YES


def _flat(said: Mapping[str, Any], prefix: str = "") -> Dict[str, str]:
    flat: Dict[str, str] = {}
    for name, value in said.items():
        if isinstance(value, dict):
            flat.update(_flat(value, f"{prefix}{name}."))
        else:
            flat[prefix + name] = value if isinstance(value, str) else json.dumps(value)
    return flat
