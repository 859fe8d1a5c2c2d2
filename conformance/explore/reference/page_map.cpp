// Ranges over a map of pages.
// SPDX-License-Identifier: Apache-2.0
#include "page_map.hpp"

namespace mapproof::explore {

std::uint64_t PageMap::count(std::uint64_t address, std::uint64_t length) const {
  if (length == 0 || address + (length - 1) < address) return 0;
  return (down(address + (length - 1)) - down(address)) / page_size_ + 1;
}

const Page* PageMap::find(std::uint64_t address) const {
  const auto found = pages_.find(down(address));
  return found == pages_.end() ? nullptr : &found->second;
}

Page* PageMap::find(std::uint64_t address) {
  const auto found = pages_.find(down(address));
  return found == pages_.end() ? nullptr : &found->second;
}

std::vector<std::uint64_t> PageMap::mapped_in(std::uint64_t address, std::uint64_t length) const {
  std::vector<std::uint64_t> found;
  if (count(address, length) == 0) return found;
  const std::uint64_t last = down(address + (length - 1));
  for (auto page = pages_.lower_bound(down(address)); page != pages_.end() && page->first <= last; ++page) {
    found.push_back(page->first);
  }
  return found;
}

bool PageMap::whole(std::uint64_t address, std::uint64_t length) const {
  return mapped_in(address, length).size() == count(address, length);
}

void PageMap::remove(std::uint64_t address, std::uint64_t length) {
  for (const std::uint64_t page : mapped_in(address, length)) pages_.erase(page);
}

std::optional<std::uint64_t> Contents::word(std::uint64_t frame, std::size_t offset) const {
  const std::map<std::size_t, std::uint64_t>& known = words(frame);
  const auto found = known.find(offset);
  if (found == known.end()) return std::nullopt;
  return found->second;
}

void Contents::move(std::uint64_t from, std::uint64_t to) {
  if (from == to) return;
  frames_[to] = words(from);
  frames_.erase(from);
}

const std::map<std::size_t, std::uint64_t>& Contents::words(std::uint64_t frame) const {
  static const std::map<std::size_t, std::uint64_t> none;
  const auto found = frames_.find(frame);
  return found == frames_.end() ? none : found->second;
}

}  // namespace mapproof::explore
