"""Runs mapproof-explore on a liar: found_in.py MOST PROGRAM ARGUMENT... It must find a sequence of at most MOST calls.

The C program of the finding, where there is one, must call the liar wrong and the honest model right.

SPDX-License-Identifier: Apache-2.0
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

most, command = int(sys.argv[1]), sys.argv[2:]
done = subprocess.run([*command, "--json"], stdout=subprocess.PIPE, check=False)
answer = json.loads(done.stdout)
finding = answer["finding"]
print(json.dumps(answer, indent=2))
if done.returncode != 1 or finding is None:
    sys.exit("nothing was found")
if not 0 < len(finding["script"]) <= most:
    sys.exit(f"the shortest sequence has {len(finding['script'])} calls; {most} would do")


def judged(source: str, backends: list[Path]) -> list[int]:
    """What the program answers on each of the backends."""
    api = Path(__file__).resolve().parents[3] / "backends" / "api"
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder, "finding.c")
        program.write_text(source, encoding="utf-8")
        built = program.with_suffix("")
        subprocess.run(["cc", "-std=c99", "-Wall", "-Wextra", "-Werror", "-I", api, program, "-o", built, "-ldl"], check=True)
        return [subprocess.run([built, backend], check=False, timeout=60).returncode for backend in backends]


if finding["reproducer"] is not None:
    liar = Path(command[command.index("--backend") + 1])
    answers = judged(finding["reproducer"], [liar, liar.parent.parent / "plugins" / "model.so"])
    if answers != [1, 0]:
        sys.exit(f"the program of the finding answers {answers} on the liar and the model, not [1, 0]")
elif not finding["no_reproducer"]:
    sys.exit("there is neither a program of the finding nor a reason")
