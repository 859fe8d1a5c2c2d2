"""Two results row by row: what changed, and how sure that is.

SPDX-License-Identifier: Apache-2.0
"""
