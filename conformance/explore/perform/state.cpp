// Compares the subject's mapping table and contents with the reference.
// SPDX-License-Identifier: Apache-2.0
#include "state.hpp"

#include <csignal>
#include <cstdio>

#include "access.hpp"
#include "core/snapshot.hpp"
#include "processes/signals.hpp"
#include "result/run_event.hpp"

namespace mapproof::explore {
namespace {

/// What the subject's table says of one page.
struct Shown {
  bool is_device = false;
  std::uint64_t physical = 0;
  std::uint32_t protection = 0;
};
using ShownPages = std::map<std::uint64_t, Shown>;

// Device pages everywhere; of all else only what lies where the reference has something.
ShownPages shown_pages(const World& world) {
  ShownPages shown;
  const std::uint64_t page = world.map.page_size();
  for (const mapproof_mapping& entry : list_mappings(world.session)) {
    const bool is_device = entry.physical != UINT64_MAX;
    if (is_device) {
      for (std::uint64_t at = 0; at < entry.length; at += page) {
        shown[entry.address + at] = {true, entry.physical + at, entry.protection};
      }
    } else {
      for (const std::uint64_t at : world.map.mapped_in(entry.address, entry.length)) {
        shown[at] = {false, 0, entry.protection};
      }
    }
  }
  return shown;
}

std::string describe(const Page& page) {
  return page.is_device ? "physical " + hex_number(page.frame) : std::string("ordinary memory");
}

// Hardware may grant a load where only stores or execution were asked for (MDM_37).
bool same_protection(std::uint32_t wanted, std::uint32_t shown) {
  constexpr std::uint32_t accesses = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC;
  return ((wanted ^ shown) & accesses & ~(wanted == 0 ? 0u : MAPPROOF_PROT_READ)) == 0 &&
         ((wanted & MAPPROOF_PROT_READ) == 0 || (shown & MAPPROOF_PROT_READ) != 0);
}

std::string protection_in_words(std::uint32_t bits) {
  char text[40];
  std::snprintf(text, sizeof text, "protection 0x%x", bits);
  return text;
}

Finding judge_table(const World& world, const std::vector<std::string>& rows) {
  if (world.table().mappings == nullptr) return std::nullopt;
  ShownPages shown = shown_pages(world);
  for (const auto& [address, page] : world.map.pages()) {
    const auto entry = shown.find(address);
    const std::string place = "at " + hex_number(address);
    if (entry == shown.end() || entry->second.is_device != page.is_device) {
      return Mismatch{rows, describe(page) + " mapped " + place, "the subject's table has lost it", true};
    }
    if (page.is_device && entry->second.physical != page.frame) {
      return Mismatch{rows, describe(page) + " mapped " + place, "physical " + hex_number(entry->second.physical),
                      true};
    }
    if (!same_protection(page.protection, entry->second.protection)) {
      return Mismatch{rows, protection_in_words(page.protection) + " " + place,
                      protection_in_words(entry->second.protection), true};
    }
    shown.erase(entry);
  }
  for (const auto& [address, entry] : shown) {
    if (entry.is_device) {
      return Mismatch{rows, "nothing mapped at " + hex_number(address), "physical " + hex_number(entry.physical), true};
    }
  }
  return std::nullopt;
}

bool is_comparable(const Page& page) {
  const bool reads = (page.protection & MAPPROOF_PROT_READ) != 0;
  return reads && page.loadable && (page.is_device || page.touched == Known::yes);
}

Finding judge_word(World& world, const std::vector<std::string>& rows, std::uint64_t address, const Page& page) {
  const std::size_t offset = static_cast<std::size_t>(world.map.inside(address));
  const std::optional<std::uint64_t> known = world.contents.word(page.frame, offset);
  const Result<std::uint64_t> loaded = guarded_load(address);
  const std::string place = " at " + hex_number(address) + " (" + describe(page) + ")";
  std::vector<std::string> all = rows;
  all.emplace_back(page.is_device ? "MDM_01" : "MUN_02");
  if (!loaded) {
    return Mismatch{std::move(all), "a load" + place + " that works", signal_name(loaded.error().number)};
  }
  if (!known) {
    world.contents.set_word(page.frame, offset, *loaded);
  } else if (*known != *loaded) {
    return Mismatch{std::move(all), hex_number(*known) + place, hex_number(*loaded)};
  }
  return std::nullopt;
}

// The ends of what was asked for, and every word that was stored there.
Finding judge_page(World& world, const std::vector<std::string>& rows, std::uint64_t address, const Page& page) {
  const std::size_t first = (page.first_byte + 7) / 8 * 8;
  if (page.end_byte < first + 8) return std::nullopt;
  const std::size_t last = page.end_byte / 8 * 8 - 8;
  std::vector<std::size_t> offsets{first, last};
  for (const auto& [offset, value] : world.contents.words(page.frame)) {
    if (offset > first && offset < last) offsets.push_back(offset);
  }
  for (const std::size_t offset : offsets) {
    if (Finding wrong = judge_word(world, rows, address + offset, page)) return wrong;
  }
  return std::nullopt;
}

}  // namespace

std::string hex_number(std::uint64_t number) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(number));
  return text;
}

Finding judge_state(World& world, const std::vector<std::string>& rows) {
  if (Finding wrong = judge_table(world, rows)) return wrong;
  for (const auto& [address, page] : world.map.pages()) {
    if (!is_comparable(page)) continue;
    if (Finding wrong = judge_page(world, rows, address, page)) return wrong;
  }
  return std::nullopt;
}

Finding judge_caching(const World& world, std::uint64_t address, const Page& page) {
  if (world.table().caching_of == nullptr || page.caching == MAPPROOF_CACHING_UNKNOWN) return std::nullopt;
  std::uint32_t caching = MAPPROOF_CACHING_UNKNOWN;
  if (world.table().caching_of(world.handle(), pointer_to(address), &caching).error != 0) return std::nullopt;
  if (caching == page.caching || caching == MAPPROOF_CACHING_UNKNOWN) return std::nullopt;
  return Mismatch{{"MDM_38", "MDM_06"}, name_of_caching(page.caching), name_of_caching(caching)};
}

void forget_what_is_gone(World& world, std::uint64_t address, std::uint64_t length) {
  const ShownPages shown = shown_pages(world);
  for (const std::uint64_t page : world.map.mapped_in(address, length)) {
    if (shown.find(page) != shown.end()) continue;
    if (world.table().mappings == nullptr) world.doubtful.insert(page);
    world.remove(page, 1);
  }
}

}  // namespace mapproof::explore
