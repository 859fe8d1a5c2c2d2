"""Proves that the suite can fail, and only when it should.

SPDX-License-Identifier: Apache-2.0
"""
