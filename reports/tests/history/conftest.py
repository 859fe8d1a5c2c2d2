"""Both kinds of database for each test that asks for one. The server is started for the first that does.

SPDX-License-Identifier: Apache-2.0
"""

import itertools
import sys
from pathlib import Path
from typing import Iterator

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

import postgres  # noqa: E402

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres.server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place that holds no history yet."""
    if request.param == "sqlite":
        return str(tmp_path / "history.sqlite")
    return postgres.create(request.getfixturevalue("server"), f"history{next(_NUMBERS)}")
