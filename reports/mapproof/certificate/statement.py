"""What the vendor says of the product; a template stands there until somebody does.

SPDX-License-Identifier: Apache-2.0
"""

from typing import Any, Dict, Mapping

from mapproof.certificate.keys import read_key_file
from mapproof.certificate.strict import Invalid, strict_json
from mapproof.errors import CannotRun

MEMBERS = ("vendor", "product", "version", "contact", "remarks")


def template() -> Dict[str, str]:
    """A statement that says nothing yet."""
    return {name: "" for name in MEMBERS}


def read_statement(path: str) -> Mapping[str, Any]:
    """The statement in a file; CannotRun says what is wrong with it."""
    try:
        members = strict_json(read_key_file(path), f"'{path}'")
    except Invalid as problem:
        raise CannotRun(f"{problem}: 'mapproof statement' writes a statement.") from None
    wrong = problem_of(members)
    if wrong:
        raise CannotRun(f"'{path}' {wrong}: 'mapproof statement' writes a statement.")
    return members


def problem_of(members: Mapping[str, Any]) -> str:
    """What is wrong with a statement, in one clause; empty if nothing is."""
    if set(members) != set(MEMBERS):
        return f"does not have just the members {', '.join(MEMBERS)}"
    return "" if all(isinstance(value, str) for value in members.values()) else "has a member that is no text"
