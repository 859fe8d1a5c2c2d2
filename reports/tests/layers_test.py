"""Each fault that scripts/layers exists for, made on purpose in a small tree of its own.

SPDX-License-Identifier: Apache-2.0
"""

import subprocess
from pathlib import Path
from typing import Dict, Tuple

import pytest
from programs import patience

LAYERS = Path(__file__).resolve().parent.parent.parent / "scripts" / "layers"
HONEST = {
    "docs/rooms.txt": "conformance/calls+conformance/record # lowest\nbench/run bench/trust\nreports/mapproof\nreports/mapproof/commands\n",
    "docs/architecture.md": "`conformance/calls`, `conformance/record`, `bench/run` and `bench/trust`; `reports/mapproof` has `commands/`\n",
    "conformance/calls/call.hpp": "#pragma once\n",
    "conformance/calls/shape.hpp": '#include "record/log.hpp"\n',
    "conformance/record/log.hpp": '#include "calls/call.hpp"\n',
    "bench/run/main.cpp": '#include "calls/call.hpp"\n#include <vector>\n',
    "bench/trust/gate.cpp": '#include "calls/call.hpp"\n',
    "reports/mapproof/units.py": '"""Units."""\n',
    "reports/mapproof/commands/bench.py": "from mapproof import units\n",
    "bench/run/tests/run_test.cpp": '#include "trust/gate.cpp"\n',
}


def layers(folder: Path, files: Dict[str, str]) -> Tuple[int, str]:
    """The script's exit code and what it said about a tree of these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q", folder], check=True)
    done = subprocess.run([LAYERS, folder], text=True, capture_output=True, timeout=patience(60), check=False)
    return done.returncode, done.stdout + done.stderr


def test_nothing_wrong_is_silent(tmp_path: Path) -> None:
    assert layers(tmp_path, HONEST) == (0, "")


@pytest.mark.parametrize("wrong, complaint", [
    ({"conformance/calls/call.hpp": '#include "../../bench/run/driver.hpp"\n', "bench/run/driver.hpp": ""},
     "bench/run is not below conformance/calls"),
    ({"bench/trust/gate.cpp": '#include "run/driver.hpp"\n', "bench/run/driver.hpp": ""}, "bench/run is not below bench/trust"),
    ({"bench/run/main.cpp": '#include "tests/fixture.hpp"\n', "bench/run/tests/fixture.hpp": ""}, "tests is not below bench/run"),
    ({"reports/mapproof/units.py": "from mapproof.commands import bench\n"}, "reports/mapproof/commands is not below reports/mapproof"),
    ({"conformance/calls/call.hpp": '#include "a.hpp"\n', "conformance/calls/a.hpp": '#include "call.hpp"\n'}, "a circle"),
    ({"conformance/new/file.cpp": ""}, "conformance/new/file.cpp is in no room"),
    ({"docs/rooms.txt": HONEST["docs/rooms.txt"] + "bench/gone\n"}, "names bench/gone, where there is no file"),
    ({"docs/architecture.md": "`conformance/calls`, `conformance/record`, `bench/run`; `reports/mapproof`\n"}, "does not name bench/trust"),
    ({f"bench/run/{number}.txt": "" for number in range(31)}, "bench/run holds 32 files"),
])
def test_fault_is_noticed(tmp_path: Path, wrong: Dict[str, str], complaint: str) -> None:
    code, said = layers(tmp_path, {**HONEST, **wrong})

    assert (code, complaint in said) == (1, True)


def test_folder_without_rooms_is_one_sentence(tmp_path: Path) -> None:
    code, said = layers(tmp_path, {"README.md": ""})

    assert code == 2
    assert said.count("\n") == 1
