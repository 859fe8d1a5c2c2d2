"""mapproof certificates: lists the packages of a folder, shows one, tells two apart.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import html
import json
import os
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Tuple

from mapproof.errors import NO, YES, CannotRun, reason_of
from mapproof.output import write_whole
from mapproof.visible import visible

if TYPE_CHECKING:
    from mapproof.certificate.examine import Examination

COLUMNS = ("package", "backend", "version", "profile", "verdict", "coverage", "date", "signed by", "expires soon")
SOON_DAYS = 60
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
    return examine.examine(path, examine.Held(catalogue.known(arguments.catalogue), _today().isoformat(), allowed))


def _today() -> date:
    return datetime.now(timezone.utc).date()


def list_all(arguments: argparse.Namespace) -> int:
    """A line or a table row for each."""
    try:
        names = sorted(entry.name for entry in os.scandir(arguments.folder) if entry.is_dir() or entry.name.endswith(ENDINGS))
    except OSError as error:
        raise CannotRun(f"'{arguments.folder}' cannot be read: {reason_of(error)}.") from None
    if not names:
        raise CannotRun(f"'{arguments.folder}' holds no package: name the folder around the packages.")
    rows = [_row(name, _examined(os.path.join(arguments.folder, name), arguments)) for name in names]
    if arguments.html:
        write_whole(arguments.html, _page(rows).encode())
        return YES
    widths = [max(len(row[column]) for row in [COLUMNS, *rows]) for column in range(len(COLUMNS))]
    for row in [COLUMNS, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    return YES


def _row(name: str, found: "Examination") -> Tuple[str, ...]:
    said = found.said
    if not said or found.verdict == "not a valid package":
        return tuple(map(visible, (name, "", "", "", f"{found.verdict}: {found.reasons[0]}", "", found.started[:10], "", "")))
    coverage = said["coverage"]
    soon = [waiver.id for waiver in found.waivers if date.fromisoformat(waiver.expires) < _today() + timedelta(SOON_DAYS)]
    cells = (name, said["backend"]["name"], said["backend"]["version"], said["profile"], found.verdict,
             f"{coverage['judged_rows_passed']} of {coverage['judged_rows']}", found.started[:10],
             ", ".join(found.signed_by) or "unsigned", ", ".join(soon))
    return tuple(map(visible, map(str, cells)))


STYLE = ("body{font:15px system-ui,sans-serif;margin:40px}table{border-collapse:collapse}td,th{padding:6px 14px;text-align:left;"
         "border-bottom:1px solid #ccc}")


def _page(rows: List[Tuple[str, ...]]) -> str:
    lines = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    heads = "".join(f"<th>{html.escape(cell)}</th>" for cell in COLUMNS)
    return (f"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Certificates</title><style>{STYLE}</style>"
            f"<h1>Certificates</h1><p>As of {_today().isoformat()}.</p><table><tr>{heads}</tr>{lines}</table></html>\n")


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
