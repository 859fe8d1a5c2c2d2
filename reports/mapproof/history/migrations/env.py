"""What alembic runs to bring a database to the newest version: always over the connection that the history has opened.

SPDX-License-Identifier: Apache-2.0
"""

from alembic import context  # type: ignore[import]

from mapproof.history.models import METADATA
from mapproof.history.versions import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, version_table=VERSION_TABLE,
                  transaction_per_migration=False)
context.run_migrations()
