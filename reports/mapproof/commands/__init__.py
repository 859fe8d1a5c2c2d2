"""The subcommands: each declares its arguments and says what is to be done with them.

SPDX-License-Identifier: Apache-2.0
"""
