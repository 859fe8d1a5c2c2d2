"""mapproof lab: runs the same commands in a guest that has devices nobody here wrote.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import math
import os
import sys
from typing import BinaryIO, Sequence

from mapproof import cli, programs
from mapproof.errors import YES, CannotRun
from mapproof.lab.guest_jobs import GuestJobs
from mapproof.lab.guest import Guest
from mapproof.lab.runs import run_folder
from mapproof.lab.scene import Scene
from mapproof.lab.scene_file import DEFAULT, all_scenes, load
from mapproof.lab.scene_rules import CLOCKS

DEADLINE_SECONDS = 120.0

# A shell's exit code for a command that a signal ended is this and the signal's number.
SIGNALLED = 128

ABOUT_COMMAND = """
COMMAND is certify, conform or bench with its own options, or any program of this machine with its arguments.
Files that an argument names are taken along; files that the command writes come back. The devices belong to the lab,
so --allow-write is implied.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    lab = subparsers.add_parser("lab", help="run commands in a guest with real devices")
    actions = lab.add_subparsers(metavar="ACTION", required=True, dest="action")
    run_parser = actions.add_parser("run", help="boot a scene, run a command in it, bring back what it wrote",
                                    epilog=ABOUT_COMMAND, usage="mapproof lab run [options] -- COMMAND...")
    _add_options(run_parser)
    run_parser.add_argument("--deadline", type=float, metavar="SECONDS", default=DEADLINE_SECONDS,
                            help="when to give the guest up (default %(default)g)")
    run_parser.add_argument("command", nargs=argparse.REMAINDER)
    run_parser.set_defaults(run=run)
    shell_parser = actions.add_parser("shell", help="boot a scene and give it your terminal")
    _add_options(shell_parser)
    shell_parser.add_argument("programs", nargs="*", metavar="PROGRAM", help="program or file of this machine to take along")
    shell_parser.set_defaults(run=shell)
    actions.add_parser("scenes", help="list the scenes").set_defaults(run=list_scenes)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scene", default=DEFAULT, help="which machine (default %(default)s); see 'lab scenes'")
    parser.add_argument("--nodes", type=int, help="other number of NUMA nodes")
    parser.add_argument("--memory", type=int, metavar="MIB", help="other amount of memory")
    parser.add_argument("--clock", choices=CLOCKS,
                        help="exact: guest time counts instructions, on one processor (default: as the scene says)")
    parser.add_argument("--keep", action="store_true", help="keep the folder of the run, and say where it is")


def run(arguments: argparse.Namespace) -> int:
    """Runs one command in a guest and returns its exit code."""
    command = arguments.command[1:] if arguments.command[:1] == ["--"] else arguments.command
    if not command:
        raise CannotRun("give the command to run: mapproof lab run -- COMMAND.")
    if command[0] == "certify":
        return _certify(arguments, command)
    return _boot(arguments, command, sys.stdout.buffer)


def _certify(arguments: argparse.Namespace, command: Sequence[str]) -> int:
    """The programs run in the guest, one boot for each; the package is made here."""
    from mapproof.commands import certify  # what makes the report takes long to load

    asked = cli.parse(command)
    with open(os.devnull, "wb") as nobody:

        def call(program: str, words: Sequence[str]) -> int:
            code = _boot(arguments, [program, *words], nobody)
            return programs.judged(program, code if code <= SIGNALLED else SIGNALLED - code)

        return certify.certify(asked, call)


def _boot(arguments: argparse.Namespace, command: Sequence[str], stdout: BinaryIO) -> int:
    with run_folder(arguments.keep) as folder:
        guest = Guest(_scene(arguments), folder, arguments.deadline)
        guest_jobs = GuestJobs(guest)
        job = guest_jobs.add(command, stdout)
        guest.run()
        guest_jobs.deliver()
        return job.code


def shell(arguments: argparse.Namespace) -> int:
    """Gives the terminal to a guest until it is powered off."""
    if not sys.stdin.isatty():
        raise CannotRun("a shell needs a terminal: use 'mapproof lab run -- COMMAND'.")
    with run_folder(arguments.keep) as folder:
        guest = Guest(_scene(arguments), folder, math.inf, interactive=True)
        guest_jobs = GuestJobs(guest)
        for program in arguments.programs:
            guest_jobs.take_along(program)
        guest.run()
        guest_jobs.deliver()
        return YES


def list_scenes(arguments: argparse.Namespace) -> int:
    """Prints every scene with its devices."""
    for each in all_scenes():
        print(f"{each.name}: {each.about}")
        for device in each.devices:
            print(f"    {device.address} {device.device}")
    return YES


def _scene(arguments: argparse.Namespace) -> Scene:
    chosen = load(arguments.scene)
    if arguments.nodes is not None:
        chosen = chosen.with_nodes(arguments.nodes)
    if arguments.memory is not None:
        chosen = chosen.with_memory(arguments.memory)
    return chosen.with_clock(arguments.clock) if arguments.clock else chosen
