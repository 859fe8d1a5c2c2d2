"""Everything of mapproof that happens after a result exists, and the command in front of the C++ programs.

SPDX-License-Identifier: Apache-2.0
"""

__version__ = "0.1.0"
