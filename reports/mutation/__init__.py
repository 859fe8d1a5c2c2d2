"""Force of the suite, measured on changes that a machine made to the source of a backend.

SPDX-License-Identifier: Apache-2.0
"""
