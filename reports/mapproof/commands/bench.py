"""mapproof bench: passes its arguments through to mapproof-bench.

SPDX-License-Identifier: Apache-2.0
"""

import argparse

from mapproof import programs


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand; its options are those of the program."""
    programs.add_pass_through(subparsers, "bench", programs.BENCH, "run the measurements on a target")
