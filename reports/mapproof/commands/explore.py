"""mapproof explore: passes its arguments through to mapproof-explore.

SPDX-License-Identifier: Apache-2.0
"""

import argparse

from mapproof import programs


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand; its options are those of the program."""
    programs.add_pass_through(subparsers, "explore", programs.EXPLORE, "look for wrong answers with random calls")
