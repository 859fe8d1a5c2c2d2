"""A result file: reading it, and what it says.

SPDX-License-Identifier: Apache-2.0
"""
