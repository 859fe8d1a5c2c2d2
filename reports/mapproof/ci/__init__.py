"""What a command says, for those who read it in a CI service.

SPDX-License-Identifier: Apache-2.0
"""
