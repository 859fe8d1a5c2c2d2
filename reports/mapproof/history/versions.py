"""Which version a database has, and how it gets the newest one.

SPDX-License-Identifier: Apache-2.0
"""

from pathlib import Path
from typing import Any, Optional

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
VERSION_TABLE = "mapproof_history_version"
# All that there ever were, oldest first. They stand here too so that a database of the newest needs no alembic.
VERSIONS = ("0001",)


def version_of(connection: Any) -> Optional[str]:
    """The version that a database has; None if it holds no history."""
    from sqlalchemy import inspect, text  # type: ignore[import]

    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: Optional[str] = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return found


def is_empty(connection: Any) -> bool:
    """Whether nobody keeps anything there."""
    from sqlalchemy import inspect

    return not inspect(connection).get_table_names()


def upgrade(connection: Any, version: str = VERSIONS[-1]) -> None:
    """Brings the database to a version, within the connection's transaction."""
    from alembic import command  # type: ignore[import]
    from alembic.config import Config  # type: ignore[import]

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, version)
