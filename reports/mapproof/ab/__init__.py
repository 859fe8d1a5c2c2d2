"""Two programs on one machine at one time: launches that alternate at random, and what follows from their pairs.

SPDX-License-Identifier: Apache-2.0
"""
