"""What a database refuses, as one sentence.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
from typing import Iterator

from mapproof.errors import CannotRun

# What SQLite and PostgreSQL say, and what to do about it.
_KNOWN = (
    ("file is not a database", "is no database: name another file with --db"),
    ("malformed", "is a damaged database: take it from a backup, or begin a new one"),
    ("database is locked", "is in use by another program: wait for it, or give --wait more seconds"),
    ("lock timeout", "is in use by another program: wait for it, or give --wait more seconds"),
    ("readonly database", "may only be read: make it writable, or name another one with --db"),
    ("read-only transaction", "may only be read: connect to a server that may be written"),
    ("permission denied", "may not be written by this user: grant it, or name another one with --db"),
    ("unable to open database file", "cannot be opened: name a file in a folder that exists and that you may write"),
    ("is full", "cannot be written, its disk is full: make room; the history is as it was"),
    ("no space left", "cannot be written, its disk is full: make room; the history is as it was"),
    ("disk i/o error", "cannot be written, its disk is full or fails; the history is as it was"),
    ("password authentication failed", "refuses this user or password: correct the URL"),
    ("does not exist", "does not exist there: create it first, or correct the URL"),
)


@contextlib.contextmanager
def complaint(place: str) -> Iterator[None]:
    """Turns the database's exceptions into a sentence about this place."""
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError  # type: ignore[import]

    try:
        yield
    except DBAPIError as error:
        raise CannotRun(_sentence(place, str(error.orig))) from None
    except SQLAlchemyError as error:
        raise CannotRun(_sentence(place, str(error))) from None


def _sentence(place: str, said: str) -> str:
    said = " ".join(said.split())
    for words, meaning in _KNOWN:
        if words in said.lower():
            return f"'{place}' {meaning}."
    return f"'{place}' cannot be used ({said.rstrip('.')[:300]}): correct --db, or start the server."
