"""Turns SIGINT, SIGTERM and SIGHUP into KeyboardInterrupt, but never in the middle of a step that must not be torn.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import signal
from types import FrameType
from typing import Iterator, Optional

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_holding = 0
_pending = False


def install() -> None:
    """From here on each of the signals ends the command in the same clean way."""
    for number in STOP_SIGNALS:
        signal.signal(number, _arrived)


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Holds an interruption back until the block is done: a child that just started must be known before we unwind."""
    global _holding, _pending
    _holding += 1
    try:
        yield
    finally:
        _holding -= 1
    if _pending and _holding == 0:
        _pending = False
        raise KeyboardInterrupt


def _arrived(number: int, frame: Optional[FrameType]) -> None:
    global _pending
    if _holding:
        _pending = True
        return
    raise KeyboardInterrupt
