"""mapproof waivers check: whether a file of waivers is right, and which of them no longer hold; 0 all hold, 1 some do not.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
from datetime import date, datetime, timedelta, timezone

from mapproof.errors import NO, YES, CannotRun
from mapproof.visible import visible

SOON_DAYS = 30


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("waivers", help="whether a file of waivers is right and in force")
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    check = actions.add_parser("check", help="rows, classes and days of each waiver; exit 1 if one no longer holds")
    check.add_argument("file", metavar="FILE", help="the waivers, as for certify --waivers")
    check.add_argument("--at", metavar="DAY", type=date.fromisoformat, help="judge as of this day, YYYY-MM-DD (default: today)")
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Reads them, and says of each whether it holds."""
    from mapproof.certificate import catalogue
    from mapproof.certificate.keys import read_key_file
    from mapproof.certificate.strict import Invalid
    from mapproof.certificate.waivers import waivers_from

    try:
        found = waivers_from(read_key_file(arguments.file), f"'{arguments.file}'")
    except Invalid as problem:
        raise CannotRun(f"{problem}.") from None
    rows = {str(row["id"]) for row in catalogue.known(None).rows}
    day = arguments.at or datetime.now(timezone.utc).date()
    code = YES
    for waiver in found:
        if waiver.row not in rows:
            raise CannotRun(f"'{arguments.file}': the waiver '{waiver.id}' is for the row '{waiver.row}', which no catalogue has.")
        expires = date.fromisoformat(waiver.expires)
        word = "expired" if expires < day else "not yet granted" if date.fromisoformat(waiver.granted) > day else "holds"
        code = code if word == "holds" else NO
        soon = ", soon" if word == "holds" and expires < day + timedelta(SOON_DAYS) else ""
        print(visible(f"{word:<16}{waiver.id}  {waiver.row}  {waiver.kind}, until {waiver.expires}{soon}: {waiver.reason}"))
    print(f"{len(found)} waivers" if len(found) != 1 else "1 waiver")
    return code
