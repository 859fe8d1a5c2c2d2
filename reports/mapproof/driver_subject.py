"""mapproof conform --driver FILE: a driver of a vendor, as a shared object or as source, before the suite's own framework.

SPDX-License-Identifier: Apache-2.0
"""

import argparse
import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Iterator, List, Optional, Sequence

from mapproof import programs
from mapproof.errors import CannotRun, reason_of

OPTION = "--driver"
PLUGIN = "ddi-driver.so"
DESCRIPTION = """
FILE is a shared object, or C source that is compiled with the headers of backends/ddi/include. All other options are those
of mapproof conform; see docs/certifying-a-driver.md.
"""


def is_asked_for(words: Sequence[str]) -> bool:
    """Whether these arguments of conform name a driver."""
    return any(word == OPTION or word.startswith(OPTION + "=") for word in words)


def run(words: Sequence[str]) -> int:
    """Certifies the driver; what is not ours is passed on to the program."""
    options, rest = _parser().parse_known_args(list(words))
    for word in rest:
        if word.split("=")[0] in ("--backend", "--target"):
            raise CannotRun(f"{word.split('=')[0]} and --driver exclude each other: the driver is the subject.")
    plugin = _plugin()
    _require_file(options.driver)
    with _shared_object(options) as driver:
        target = ",".join([str(driver), *_declaration(options)])
        documents = "svr5-ddi8" if _version(options) >= 80 else "svr5-ddi7"
        profile = [] if any(word.split("=")[0] == "--profile" for word in rest) else ["--profile", documents]
        return programs.call(programs.CONFORM, ["--backend", str(plugin), "--target", target, *profile, *rest])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mapproof conform", description=DESCRIPTION, allow_abbrev=False)
    parser.add_argument("--driver", required=True, metavar="FILE", help="the driver: FILE.so, or FILE.c")
    parser.add_argument("--master", metavar="FILE", help="its Master file: version, prefix and entry points")
    parser.add_argument("--ddi", metavar="VERSION", help="the DDI version, as 8, 7.1mp or 5")
    parser.add_argument("--prefix", help="of its entry points, before DDI 8")
    parser.add_argument("--minors", help="how many minor devices it has, before DDI 8")
    parser.add_argument("--length", help="how many bytes of it can be mapped")
    parser.add_argument("--grants", help="the protections that it grants: letters of rwxu")
    return parser


def _declaration(options: argparse.Namespace) -> Iterator[str]:
    """What is not given is asked for by the plugin, in its own sentence."""
    for name in ("master", "prefix", "minors", "length", "grants"):
        value = getattr(options, name)
        if value is not None and "," in value:
            raise CannotRun(f"--{name} '{value}' has a comma, which a driver's declaration cannot hold.")
        if value is not None:
            yield f"{name}={value}"
    if options.master is None:
        yield f"ddi={_version(options)}"


def _times_ten(version: str) -> int:
    """8, 8mp and 7.1 as 80, 80 and 71."""
    major, _, minor = (version[:-2] if version.endswith("mp") else version).partition(".")
    if not major.isdigit() or not (minor or "0").isdigit() or int(minor or 0) > 9:
        raise CannotRun(f"--ddi '{version}' is no DDI version: write 8, 7.1mp or 5.")
    return int(major) * 10 + int(minor or 0)


def _version(options: argparse.Namespace) -> int:
    """Times ten: what the user says, or else the Master file, or else the source itself."""
    given = _times_ten(options.ddi) if options.ddi is not None else _version_of_master(options.master)
    of_source = _version_of_source(Path(options.driver))
    if given is not None and of_source is not None and given // 10 != of_source // 10:
        raise CannotRun(f"'{options.driver}' is not of the DDI version that you say: its source is of DDI {of_source // 10}.")
    version = given if given is not None else of_source
    if version is None:
        raise CannotRun(f"say which DDI version '{options.driver}' is of, with --ddi or --master.")
    return version


def _version_of_master(master: Optional[str]) -> Optional[int]:
    if master is None:
        return None
    try:
        lines = [line.split() for line in Path(master).read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError as error:
        raise CannotRun(f"the Master file '{master}' cannot be read: {reason_of(error)}.") from None
    versions = [word for words in lines if words[:2] == ["$interface", "ddi"] for word in words[2:]]
    if not versions:
        raise CannotRun(f"the Master file '{master}' names no DDI version: it needs a line such as '$interface ddi 8mp'.")
    return max(map(_times_ten, versions))


def _version_of_source(source: Path) -> Optional[int]:
    if source.suffix != ".c":
        return None
    defined = re.search(r"^\s*#\s*define\s+_DDI\s+(\d)\b", _text(source), re.MULTILINE)
    return int(defined.group(1)) * 10 if defined else None


def _text(source: Path) -> str:
    return source.read_text(encoding="utf-8", errors="replace")


def _plugin() -> Path:
    """Beside the programs' folder, where the build leaves it."""
    plugin = Path(programs.find(programs.CONFORM)).resolve().parent.parent / "plugins" / PLUGIN
    if not plugin.is_file():
        raise CannotRun(f"'{plugin}' is missing, which hosts drivers: build the target mapproof_ddi_driver_plugin.")
    return plugin


def _require_file(driver: str) -> None:
    if not Path(driver).is_file():
        raise CannotRun(f"--driver '{driver}' is no file: name a shared object or a C source.")
    if "," in driver:
        raise CannotRun(f"--driver '{driver}' has a comma in its path: move it.")


@contextlib.contextmanager
def _shared_object(options: argparse.Namespace) -> Iterator[Path]:
    """The driver as it is, or what its source makes."""
    driver = Path(options.driver)
    if driver.suffix != ".c":
        yield driver.absolute()
        return
    with tempfile.TemporaryDirectory(prefix="mapproof-driver-") as folder:
        made = Path(folder) / f"{driver.stem}.so"
        _compile(driver, made, options)
        yield made


def _compile(source: Path, made: Path, options: argparse.Namespace) -> None:
    headers = Path(__file__).resolve().parents[2] / "backends" / "ddi" / "include"
    if not headers.is_dir():
        raise CannotRun("the headers for driver source are not part of this installation: compile the driver in a checkout.")
    compiler = os.environ.get("CC") or "cc"
    if shutil.which(compiler) is None:
        raise CannotRun(f"there is no compiler '{compiler}' for '{source}': install gcc, or set CC.")
    done = subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-Werror=implicit-function-declaration", *_defined(source, options), "-I",
                           str(headers), "-o", str(made), str(source)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        first = next((line for line in done.stdout.splitlines() if "error" in line), "the compiler gave no reason")
        raise CannotRun(f"'{source}' does not compile with the headers of its DDI version: {first.strip()}.")


def _defined(source: Path, options: argparse.Namespace) -> List[str]:
    """_KERNEL and _DDI, unless the source defines them itself."""
    defined = [] if re.search(r"^\s*#\s*define\s+_KERNEL\b", _text(source), re.MULTILINE) else ["-D_KERNEL"]
    return defined if _version_of_source(source) else [*defined, f"-D_DDI={_version(options) // 10}"]
