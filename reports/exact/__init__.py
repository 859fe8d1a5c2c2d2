"""Figures of our own code on the lab's exact clock, where time counts instructions, and the committed ones to hold them against.

SPDX-License-Identifier: Apache-2.0
"""
