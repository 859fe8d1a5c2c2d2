"""The tables of a history. A change here needs a migration, and the test says so.

SPDX-License-Identifier: Apache-2.0
"""

from sqlalchemy import (  # type: ignore[import]
    Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text, UniqueConstraint)

# Constraints have names, so that a migration can speak of them.
METADATA = MetaData(naming_convention={
    "pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
})

MACHINES = Table(
    "machine", METADATA,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", String(64), nullable=False),
    Column("clock", String(16), nullable=False),  # figures of the exact clock are of another kind
    Column("cpu", Text, nullable=False),
    UniqueConstraint("fingerprint", "clock"),
)

SERIES = Table(
    "series", METADATA,
    Column("id", Integer, primary_key=True),
    Column("machine_id", Integer, ForeignKey("machine.id"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("profile", String(32), nullable=False),
    Column("name", Text, nullable=False),  # of the row, with its arguments, nodes and window
    Column("role", String(8), nullable=False),  # row, floor or canary
    UniqueConstraint("machine_id", "subject", "profile", "name"),
)

RUNS = Table(
    "run", METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String(64), nullable=False, unique=True),  # of the result file: none is there twice
    Column("machine_id", Integer, ForeignKey("machine.id"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("profile", String(32), nullable=False),
    Column("revision", String(64), nullable=False),  # the commit of the subject
    Column("started", String(32), nullable=False),  # UTC, so written that text sorts as time does
    Column("mapproof", Text, nullable=False),  # the suite that measured: version and commit
    Column("environment", LargeBinary, nullable=False),  # JSON, deflated
)

# SQLite keeps the points of a series side by side: a check reads whole series.
POINTS = Table(
    "point", METADATA,
    Column("series_id", Integer, ForeignKey("series.id"), primary_key=True),
    Column("run_id", Integer, ForeignKey("run.id"), primary_key=True),
    Column("median", Float),  # nanoseconds an operation; none was measured where this is null
    Column("by_machine", Float),  # logarithm: the lower half, over the canary if there is one
    Column("by_machine_error", Float),
    Column("by_floor", Float),  # logarithm: the centre of the quotients with its floor
    Column("by_floor_error", Float),
    Column("count", Integer, nullable=False),
    Column("repetitions", LargeBinary),  # packed; null once they were pruned
    Column("trouble", Text),  # refused or implausible, in words
    Index(None, "run_id"),
    sqlite_with_rowid=False,
)
