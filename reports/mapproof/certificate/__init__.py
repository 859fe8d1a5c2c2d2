"""What a vendor hands over: a package of results, report and hashes.

SPDX-License-Identifier: Apache-2.0
"""
