"""A PostgreSQL server of a test's own: in a temporary folder, on a socket there, gone with the test whatever ends it.

SPDX-License-Identifier: Apache-2.0
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Any, Dict, Iterator

USER = "mapproof"


@contextlib.contextmanager
def server() -> Iterator[str]:
    """The beginning of the URLs of its databases; a name and the end come behind it."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="mapproof-pg-", dir="/tmp"))  # short: a socket's path may not be long
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody")
        subprocess.run([programs / "initdb", "-D", folder / "data", "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
                       check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder, **_unprivileged())
        command = [programs / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off",
                   "-c", "shared_buffers=4MB", "-c", "max_connections=40", "-c", "log_line_prefix="]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=folder, preexec_fn=_die_with_parent,
                              env={**os.environ, "LC_ALL": "C"}, **_unprivileged()) as process:
            try:
                _wait_until_ready(process)
                yield f"postgresql://{USER}@/{{name}}?host={folder}"
            finally:
                process.send_signal(signal.SIGQUIT)
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create(url: str, name: str) -> str:
    """A new database of that name; its URL."""
    import psycopg2  # type: ignore[import]

    with contextlib.closing(psycopg2.connect(url.format(name="postgres"))) as connection:
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name} TEMPLATE template0")
    return url.format(name=name)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    assert found or on_path, "PostgreSQL is missing: scripts/setup --for test installs it."
    return found[-1].parent if found else Path(str(on_path)).parent


def _unprivileged() -> Dict[str, Any]:
    """The server refuses to run as root."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGQUIT)


def _wait_until_ready(process: "subprocess.Popen[str]") -> None:
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if "ready to accept connections" in line:
            # What it says later is read too, or it would block one day.
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return
    raise AssertionError("PostgreSQL did not start:\n" + "".join(said))
