"""Runs the command: python3 -m mapproof.

SPDX-License-Identifier: Apache-2.0
"""

import sys

from mapproof.cli import main

sys.exit(main())
