"""Runs, the series that they belong to, and a point of each.

SPDX-License-Identifier: Apache-2.0
"""

import sqlalchemy as sa  # type: ignore[import]
from alembic import op  # type: ignore[import]

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Creates the tables."""
    op.create_table(
        "machine",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("clock", sa.String(16), nullable=False),
        sa.Column("cpu", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_machine"),
        sa.UniqueConstraint("fingerprint", "clock", name="uq_machine_fingerprint"),
    )
    op.create_table(
        "series",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("machine_id", sa.Integer, sa.ForeignKey("machine.id", name="fk_series_machine_id"), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("profile", sa.String(32), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.UniqueConstraint("machine_id", "subject", "profile", "name", name="uq_series_machine_id"),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("machine_id", sa.Integer, sa.ForeignKey("machine.id", name="fk_run_machine_id"), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("profile", sa.String(32), nullable=False),
        sa.Column("revision", sa.String(64), nullable=False),
        sa.Column("started", sa.String(32), nullable=False),
        sa.Column("mapproof", sa.Text, nullable=False),
        sa.Column("environment", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_run"),
        sa.UniqueConstraint("sha256", name="uq_run_sha256"),
    )
    op.create_table(
        "point",
        sa.Column("series_id", sa.Integer, sa.ForeignKey("series.id", name="fk_point_series_id"), nullable=False),
        sa.Column("run_id", sa.Integer, sa.ForeignKey("run.id", name="fk_point_run_id"), nullable=False),
        sa.Column("median", sa.Float),
        sa.Column("by_machine", sa.Float),
        sa.Column("by_machine_error", sa.Float),
        sa.Column("by_floor", sa.Float),
        sa.Column("by_floor_error", sa.Float),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("repetitions", sa.LargeBinary),
        sa.Column("trouble", sa.Text),
        sa.PrimaryKeyConstraint("series_id", "run_id", name="pk_point"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_point_run_id", "point", ["run_id"])
