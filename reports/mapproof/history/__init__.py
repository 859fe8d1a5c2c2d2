"""Figures of many commits, kept in a database, and what changed between them.

SPDX-License-Identifier: Apache-2.0
"""
