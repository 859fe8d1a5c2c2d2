"""Holds rows, checks, liars and the catalogue page of this tree against each other. Not installed: it needs the sources.

SPDX-License-Identifier: Apache-2.0
"""
