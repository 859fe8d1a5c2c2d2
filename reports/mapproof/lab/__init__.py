"""The device lab: a guest that has devices nobody here wrote.

SPDX-License-Identifier: Apache-2.0
"""
