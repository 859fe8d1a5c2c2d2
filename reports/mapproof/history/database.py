"""Opens a history: an SQLite file or a PostgreSQL database, brought to the newest version, with every failure as one sentence.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import os
from typing import Any, Dict, Iterator, Optional, Tuple

from mapproof.errors import CannotRun
from mapproof.history import versions
from mapproof.history.complaints import complaint

USUAL = "mapproof-history.sqlite"
# Writers wait for each other so long.
PATIENCE_SECONDS = 60.0
# Held by whoever writes a PostgreSQL database; the number is any that nobody else has.
_WRITER = 0x6D617070


class History:
    """A history that can be read and written."""

    def __init__(self, place: str, patience: float = PATIENCE_SECONDS) -> None:
        self.place, self._url = _located(place)
        self._is_file = self._url.get_backend_name() == "sqlite"
        with complaint(self.place):
            self._engine = _file(self._url.database, patience) if self._is_file else _server(self._url, patience)

    @contextlib.contextmanager
    def reading(self) -> "Iterator[Any]":
        """A connection that sees one state of a history that exists."""
        if self._is_file and not os.path.exists(self._url.database):
            raise CannotRun(f"there is no history '{self.place}': `mapproof history add` makes one, --db names another.")
        with complaint(self.place):
            with self._engine.connect().execution_options(**self._one_state()) as connection, connection.begin():
                known = self._version(connection)
                if known == versions.VERSIONS[-1]:
                    yield connection
                    return
        if known is None:
            raise CannotRun(f"'{self.place}' holds no history yet: `mapproof history add` begins one.")
        with self.writing() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> "Iterator[Any]":
        """A connection whose changes all come to stay at its end, or none."""
        with complaint(self.place):
            with self._engine.connect().execution_options(mapproof_writes=True) as connection, connection.begin():
                if not self._is_file:
                    from sqlalchemy import text  # type: ignore[import]

                    connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITER})"))
                if self._version(connection) != versions.VERSIONS[-1]:
                    versions.upgrade(connection)
                yield connection

    def _one_state(self) -> Dict[str, str]:
        # SQLite's readers see one state anyhow; so would a writer of PostgreSQL, but that of before it got its turn.
        return {} if self._is_file else {"isolation_level": "REPEATABLE READ"}

    def _version(self, connection: Any) -> Optional[str]:
        known = versions.version_of(connection)
        if known is None and not versions.is_empty(connection):
            raise CannotRun(f"'{self.place}' is a database of something else: name another one with --db.")
        if known is not None and known not in versions.VERSIONS:
            raise CannotRun(f"'{self.place}' was written by a newer mapproof (version {known}): use that one.")
        return known

    def compact(self) -> None:
        """Gives back the room of what was removed."""
        from sqlalchemy import text

        with complaint(self.place):
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM"))


def _located(place: str) -> Tuple[str, Any]:
    """How to name it, without a password, and its URL."""
    from sqlalchemy.engine import make_url  # type: ignore[import]
    from sqlalchemy.engine.url import URL  # type: ignore[import]
    from sqlalchemy.exc import ArgumentError  # type: ignore[import]

    if "://" not in place:
        return place, URL.create("sqlite", database=place)
    try:
        url = make_url(place)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise _no_url(place) from None
    if backend not in ("sqlite", "postgresql") or (backend == "sqlite" and not url.database):
        raise _no_url(place)
    return (url.database if backend == "sqlite" else url.render_as_string(hide_password=True)), url


def _no_url(place: str) -> CannotRun:
    return CannotRun(f"'{place.split('://')[0]}://…' is no database: name an SQLite file, or postgresql://USER@HOST/DATABASE.")


def _file(path: str, patience: float) -> Any:
    """An SQLite file. The transactions are ours: Python's own begin late, and not at all around changes of tables."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.engine.url import URL
    from sqlalchemy.pool import NullPool  # type: ignore[import]

    if os.path.isdir(path):
        raise CannotRun(f"'{path}' is a folder: name the file of the history.")
    engine = create_engine(URL.create("sqlite", database=path), poolclass=NullPool, future=True, connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # A reader that became a writer midway could be refused; whoever will write says so first.
        options = connection.get_execution_options()
        if options.get("isolation_level") != "AUTOCOMMIT":
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("mapproof_writes") else "BEGIN")

    return engine


def _server(url: Any, patience: float) -> Any:
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    wait = f"-c lock_timeout={max(1, int(1000 * patience))}"
    return create_engine(url, poolclass=NullPool, future=True,
                         connect_args={"connect_timeout": max(2, int(min(patience, 30))), "options": wait})
