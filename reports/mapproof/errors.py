"""The one exception that ends the command, and the exit codes.

SPDX-License-Identifier: Apache-2.0
"""

YES = 0
NO = 1
COULD_NOT_RUN = 2
CANNOT_TELL = 3


class CannotRun(Exception):
    """Carries one sentence for the user: what failed, where, what to do. An empty one was already said by a program."""


def reason_of(error: OSError) -> str:
    """What the operating system said, in words."""
    return (error.strerror or str(error)).lower()
