"""What all pages share: the shell with its styles and its script, and pictures that follow the page's theme.

SPDX-License-Identifier: Apache-2.0
"""
