// Typed memory for checks that are about something else: a pool by what it holds, and descriptors of it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "core/check.hpp"

namespace mapproof {

/// The first pool whose memory lies where a check needs it. A check is untested if the subject names none.
class Pool {
 public:
  enum Reach { any, below_2_gib };
  Pool(const Session& session, Reach reach);

  const Session& session() const { return *session_; }
  const mapproof_typed_pool& facts() const { return *facts_; }

 private:
  const Session* session_;
  const mapproof_typed_pool* facts_ = nullptr;
};

/// A descriptor of a pool, open for reading and writing. A check is unresolved if it is refused.
class PoolDescriptor {
 public:
  /// `tflag` is a set of MAPPROOF_TYPED_*.
  PoolDescriptor(const Pool& pool, std::uint32_t tflag);
  PoolDescriptor(const PoolDescriptor&) = delete;
  PoolDescriptor& operator=(const PoolDescriptor&) = delete;
  ~PoolDescriptor();

  int number() const { return number_; }

 private:
  const Session* session_;
  int number_;
};

}  // namespace mapproof
