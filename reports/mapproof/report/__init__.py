"""One self-contained page about any number of results.

SPDX-License-Identifier: Apache-2.0
"""
