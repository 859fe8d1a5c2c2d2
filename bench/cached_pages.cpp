// Fills the cache, and proves its answers before any is timed.
// SPDX-License-Identifier: Apache-2.0
#include "cached_pages.hpp"

#include "schema/result_file.hpp"

namespace mapproof::bench {
namespace {

// Steps of numbers that have no factor in common with the count, which is a power of two: every page once.
std::vector<const std::byte*> scattered(const std::byte* base, std::size_t pages, std::size_t page) {
  constexpr std::size_t step = 37;
  constexpr std::size_t step_in_page = 89;
  std::vector<const std::byte*> addresses(pages);
  for (std::size_t n = 0; n < pages; ++n) addresses[n] = base + n * step % pages * page + n * step_in_page % page;
  return addresses;
}

}  // namespace

CachedPages::CachedPages(const OffsetCase& which)
    : lookup_(which), cache_(which.session->table(), which.session->handle()), refusal_(lookup_.refusal()) {
  if (refusal_) return;
  const std::size_t page = which.session->page();
  addresses_ = scattered(lookup_.address(), which.length / page, page);
  for (int time = 0; time < 2 && !refusal_; ++time) refusal_ = wrong_answer(which);
}

std::optional<Refusal> CachedPages::wrong_answer(const OffsetCase& which) {
  for (const std::byte* address : addresses_) {
    mapproof_offset_request request = lookup_.request();
    request.address = address;
    request.length = 1;
    const mapproof_status_outcome outcome = which.call(which.session->handle(), &request);
    if (outcome.value == -1) return Refusal{outcome.error};
    const auto fresh = static_cast<std::uint64_t>(*request.offset);
    const std::uint64_t kept = cache_.find(address);
    if (kept != fresh) {
      return Refusal{EIO, "the cache answered " + hex(kept) + " for a byte that lies at " + hex(fresh) + "."};
    }
  }
  return std::nullopt;
}

}  // namespace mapproof::bench
