// Fills the cache, and proves its answers before any is timed.
// SPDX-License-Identifier: Apache-2.0
#include "cached_pages.hpp"

#include "result/result_file.hpp"
#include "rows/shared_setup.hpp"

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

CachedPages::CachedPages(const OffsetCase& which, Filled filled)
    : lookup_(which), cache_(which.session->table(), which.session->handle()), refusal_(lookup_.refusal()) {
  if (refusal_) return;
  const std::size_t page = which.session->page();
  addresses_ = scattered(lookup_.address(), which.length / page, page);
  if (filled == Filled::yes) refusal_ = fill(which);
}

std::optional<Refusal> CachedPages::fill(const OffsetCase& which) {
  std::vector<std::uint64_t> answers;
  answers.reserve(addresses_.size());
  for (const std::byte* address : addresses_) {
    mapproof_offset_request request = lookup_.request();
    request.address = address;
    request.length = 1;
    const mapproof_status_outcome outcome = which.call(which.session->handle(), &request);
    if (outcome.value == -1) return Refusal{outcome.error};
    const auto fresh = static_cast<std::uint64_t>(*request.offset);
    answers.push_back(fresh);
    if (auto wrong = wrong_answer(address, fresh)) return wrong;
  }
  // The first time it asked; the second time it answers by itself.
  for (std::size_t n = 0; n < addresses_.size(); ++n) {
    if (auto wrong = wrong_answer(addresses_[n], answers[n])) return wrong;
  }
  return std::nullopt;
}

std::optional<Refusal> CachedPages::wrong_answer(const std::byte* address, std::uint64_t truth) {
  const std::uint64_t kept = cache_.find(address);
  if (kept == truth) return std::nullopt;
  return Refusal{EIO, "the cache answered " + hex(kept) + " for a byte that lies at " + hex(truth) + "."};
}

std::shared_ptr<CachedPages> cached_pages(const OffsetCase& which) {
  return SharedSetUp::get<CachedPages>({which.session, which.memory_node, which.length, which.kind},
                                       [&] { return std::make_shared<CachedPages>(which); });
}

}  // namespace mapproof::bench
