"""Lets the tests import their own helpers.

SPDX-License-Identifier: Apache-2.0
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
