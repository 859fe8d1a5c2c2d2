// Locked pages whose translations an offset cache holds, in a scattered order, for the questions about the cache.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/offset_cache.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "offset_case.hpp"

namespace mapproof::bench {

class CachedPages {
 public:
  enum class Filled { yes, no };
  /// Asks the cache twice for each page, and compares what it says with a fresh lookup. Where it is not to be filled,
  /// as for a floor, there are only addresses.
  explicit CachedPages(const OffsetCase& which, Filled filled = Filled::yes);

  const std::optional<Refusal>& refusal() const { return refusal_; }
  OffsetCache& cache() { return cache_; }
  /// One byte of every page, each far from the one before.
  const std::vector<const std::byte*>& addresses() const { return addresses_; }

 private:
  std::optional<Refusal> fill(const OffsetCase& which);
  std::optional<Refusal> wrong_answer(const std::byte* address, std::uint64_t truth);

  Lookup lookup_;
  OffsetCache cache_;
  std::vector<const std::byte*> addresses_;
  std::optional<Refusal> refusal_;
};

/// Filled ones: the same for all who ask for equal ones within a SharedSetUp.
std::shared_ptr<CachedPages> cached_pages(const OffsetCase& which);

}  // namespace mapproof::bench
