"""Runs mapproof-explore on a liar: found_in.py MOST PROGRAM ARGUMENT... It must find a sequence of at most MOST calls.

SPDX-License-Identifier: Apache-2.0
"""

import json
import subprocess
import sys

most, command = int(sys.argv[1]), sys.argv[2:]
done = subprocess.run([*command, "--json"], stdout=subprocess.PIPE, check=False)
answer = json.loads(done.stdout)
finding = answer["finding"]
print(json.dumps(answer, indent=2))
if done.returncode != 1 or finding is None:
    sys.exit("nothing was found")
if not 0 < len(finding["script"]) <= most:
    sys.exit(f"the shortest sequence has {len(finding['script'])} calls; {most} would do")
