"""mapproof new-backend: a folder with a plugin that builds, runs, and says what it lacks.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import os
import re
from pathlib import Path
from string import Template

from mapproof.errors import YES, CannotRun, reason_of

TEMPLATES = Path(__file__).resolve().parent.parent / "new_backend"
LANGUAGES = {"c": "C", "c++": "CXX"}
SUFFIXES = {"c": ".c", "c++": ".cpp"}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declares the subcommand."""
    parser = subparsers.add_parser("new-backend", help="a folder with a plugin to start from, in C or C++")
    parser.add_argument("name", metavar="NAME", help="small letters, digits and underscores; also the folder's name")
    parser.add_argument("--language", choices=LANGUAGES, default="c", help="default: c")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the folder, which must not be there."""
    name, suffix = arguments.name, SUFFIXES[arguments.language]
    if not _NAME.fullmatch(name):
        raise CannotRun(f"'{name}' is no name for a backend: use small letters, digits and underscores.")
    try:
        os.mkdir(name)
    except OSError as error:
        raise CannotRun(f"the folder '{name}' cannot be made ({reason_of(error)}): go where it can, or choose another name.") from None
    words = {"name": name, "source": name + suffix, "languages": LANGUAGES[arguments.language]}
    files = {f"backend{suffix}.in": words["source"], "CMakeLists.txt.in": "CMakeLists.txt", "ci.sh.in": "ci.sh",
             "gitlab-ci.yml.in": ".gitlab-ci.yml", "README.md.in": "README.md"}
    for template, target in files.items():
        text = Template((TEMPLATES / template).read_text(encoding="utf-8")).substitute(words)
        (Path(name) / target).write_text(text, encoding="utf-8")
    (Path(name) / "ci.sh").chmod(0o755)
    print(f"{name}: see {name}/README.md")
    return YES
