// What a child of fork() inherits, and what it does not.
// SPDX-License-Identifier: Apache-2.0
#pragma once

struct mapproof_session;

namespace mapproof::model {

/// Sessions in this list have their locks dropped and their frames counted in a child.
void enlist(mapproof_session& session);
void delist(mapproof_session& session);

}  // namespace mapproof::model
