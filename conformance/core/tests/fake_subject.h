/* A small honest subject and the ways in which it can be told to misbehave.
 * SPDX-License-Identifier: Apache-2.0
 *
 * The target string is "POINT:MODE:ARGUMENT": at POINT (open, map, unmap, close) the subject does MODE. "" is honest.
 */
#ifndef MAPPROOF_FAKE_SUBJECT_H
#define MAPPROOF_FAKE_SUBJECT_H

/* Misbehaves as MODE says; comes back only if that mode does. */
void misbehave(const char* mode, const char* argument);

#endif
