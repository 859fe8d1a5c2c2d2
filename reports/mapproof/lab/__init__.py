"""The device lab: a guest under an emulator, with devices that nobody here wrote.

SPDX-License-Identifier: Apache-2.0
"""

from mapproof.lab.command import add_parser, run

__all__ = ["add_parser", "run"]
