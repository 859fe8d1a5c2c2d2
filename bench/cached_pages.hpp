// Locked pages whose translations an offset cache holds, in a scattered order, for the questions about the cache.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/offset_cache.hpp>
#include <optional>
#include <vector>

#include "offset_case.hpp"

namespace mapproof::bench {

class CachedPages {
 public:
  /// Asks the cache twice for each page and compares what it says with fresh lookups.
  explicit CachedPages(const OffsetCase& which);

  const std::optional<Refusal>& refusal() const { return refusal_; }
  OffsetCache& cache() { return cache_; }
  /// One byte of every page, each far from the one before.
  const std::vector<const std::byte*>& addresses() const { return addresses_; }

 private:
  std::optional<Refusal> wrong_answer(const OffsetCase& which);

  Lookup lookup_;
  OffsetCache cache_;
  std::vector<const std::byte*> addresses_;
  std::optional<Refusal> refusal_;
};

}  // namespace mapproof::bench
