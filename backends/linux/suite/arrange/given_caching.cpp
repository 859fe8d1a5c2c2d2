// Mapping the last byte of each window both ways, and asking the kernel. Nothing is touched.
// SPDX-License-Identifier: Apache-2.0
#include "given_caching.hpp"

#include <sys/mman.h>

#include <optional>

#include "linux/context/map_device.hpp"
#include "linux/context/native.hpp"
#include "linux/context/unmap_pages.hpp"
#include "linux/suite/calls.hpp"

namespace mapproof::lnx {
namespace {

const char* name_of(std::uint32_t caching) {
  switch (caching) {
    case MAPPROOF_CACHED:
      return "cached";
    case MAPPROOF_UNCACHED:
      return "uncached";
    case MAPPROOF_WRITE_COMBINING:
      return "write-combining";
    default:
      return "of an unknown type";
  }
}

std::optional<std::uint32_t> caching_given(mapproof_session& session, std::uint64_t physical, bool nocache) {
  const std::uint32_t protection = PROT_READ | (nocache ? prot_nocache : 0);
  const mapproof_address_outcome mapped = map_device(session, {nullptr, 1, physical, protection, 0});
  if (mapped.error != 0) return std::nullopt;
  std::uint32_t caching = MAPPROOF_CACHING_UNKNOWN;
  const bool told = caching_of(&session, mapped.value, &caching).error == 0;
  unmap_pages(session, mapped.value, 1);
  return told ? std::optional<std::uint32_t>(caching) : std::nullopt;
}

// The kernel gives another type than it was asked for, without a word, where a mapping of the range is there already.
std::string in_words(std::uint32_t given, std::uint32_t expected) {
  std::string text = name_of(given);
  if (expected != MAPPROOF_CACHING_UNKNOWN && expected != given) {
    text += std::string(" (the kernel gave it in place of ") + name_of(expected) + ")";
  }
  return text;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> caching_notes(mapproof_session& session) {
  std::vector<std::pair<std::string, std::string>> notes;
  for (const Window& window : session.windows) {
    const Device& device = window.device();
    // Others who map the first page at this moment, as most do, would be given this mapping's type.
    const auto with = caching_given(session, window.last(), true);
    const auto without = with ? caching_given(session, window.last(), false) : std::nullopt;
    if (!without) continue;
    notes.emplace_back("caching." + device.name, "with PROT_NOCACHE " + in_words(*with, device.caching_with_nocache) +
                                                     ", without it " +
                                                     in_words(*without, device.caching_without_nocache));
  }
  return notes;
}

}  // namespace mapproof::lnx
