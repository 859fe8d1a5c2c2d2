// Maps the page that an access question reads or writes, and proves that it is what the case says.
// SPDX-License-Identifier: Apache-2.0
#include "access_case.hpp"

#include <algorithm>

namespace mapproof::bench {
namespace {

std::optional<Refusal> compare_with_witness(const AccessCase& which, const void* address) {
  const mapproof_backend& table = which.session->table();
  if (table.caching_of == nullptr || which.caching == MAPPROOF_CACHING_UNKNOWN) return std::nullopt;
  std::uint32_t caching = MAPPROOF_CACHING_UNKNOWN;
  if (table.caching_of(which.session->handle(), address, &caching).error != 0) return std::nullopt;
  if (caching == which.caching) return std::nullopt;
  return Refusal{EIO, "the system does not cache this mapping in the way that its window promises."};
}

}  // namespace

AccessedPage::AccessedPage(const AccessCase& which, bool writing)
    : access_(access_of(which.width)), length_(which.session->page()) {
  if (access_ == nullptr) {
    refusal_ = Refusal{ENOTSUP, "this CPU moves no " + std::to_string(which.width) + " bytes in one access."};
  } else if (which.window == nullptr) {
    acquire_memory(which);
  } else {
    map_window(which, writing);
  }
  if (refusal_ || !writing) return;
  const auto* bytes = static_cast<const std::uint8_t*>(address_);
  before_.assign(bytes, bytes + length_);
}

void AccessedPage::map_window(const AccessCase& which, bool writing) {
  const mapproof_window& window = *which.window;
  const std::uint64_t skipped = (length_ - window.physical % length_) % length_;
  if (window.length < skipped + length_) {
    refusal_ = Refusal{ENOTSUP, "the window holds no whole page."};
    return;
  }
  Result<Mapping> mapping = which.session->map(
      {.physical = window.physical + skipped,
       .length = length_,
       .protection = (writing ? read_write : read_only) | (which.nocache ? MAPPROOF_PROT_NOCACHE : 0u)});
  if (!mapping) {
    refusal_ = Refusal{mapping.error().number};
    return;
  }
  address_ = mapping->address();
  mapping_.emplace(std::move(*mapping));
  refusal_ = compare_with_witness(which, address_);
}

void AccessedPage::acquire_memory(const AccessCase& which) {
  memory_.emplace(*which.session, which.memory_node, length_, std::vector<std::uint32_t>{MAPPROOF_MEMORY_ANONYMOUS});
  refusal_ = memory_->refusal();
  address_ = memory_->address();
}

bool AccessedPage::holds(std::uint8_t byte) const {
  const auto* bytes = static_cast<const volatile std::uint8_t*>(address_);
  return std::all_of(bytes, bytes + length_, [byte](std::uint8_t found) { return found == byte; });
}

AccessedPage::~AccessedPage() {
  std::copy(before_.begin(), before_.end(), static_cast<volatile std::uint8_t*>(address_));
}

}  // namespace mapproof::bench
