// Finds the calls of drivers in a log, and writes the conditions under which a program's driver is asked the same.
// SPDX-License-Identifier: Apache-2.0
#include "driver_entry.hpp"

#include <algorithm>
#include <cstring>

#include "explain/reproducer/c_text.hpp"

namespace mapproof {
namespace {

template <class Matches>
std::optional<std::uint32_t> last_before(const CallLog& log, std::uint32_t end, const Matches& matches) {
  for (std::uint32_t i = std::min(end, log.kept()); i-- > 0;) {
    if (matches(log.calls[i])) return i;
  }
  return std::nullopt;
}

bool is(const RecordedCall& call, DriverEntry entry) { return call.id == check_entry(entry); }

const char* name_of(const RecordedCall& entry) {
  constexpr const char* names[] = {"CONFIG_ADD", "CONFIG_REMOVE", "CONFIG_MODIFY", "OPEN",
                                   "CLOSE",      "MMAP",          "MMAP_BEFORE_8"};
  return names[static_cast<std::size_t>(entry_of(entry.id))];
}

// That the instance is the one that the check's driver made, or none of those.
void expect_instance(const CallLog& log, std::uint32_t place, std::vector<std::string>& conditions) {
  const std::uint64_t instance = request_of(log.calls[place]).instance;
  if (const auto origin = origin_of_instance(log, instance, place)) {
    conditions.push_back("came->instance == &instance" + number_of(*origin));
    return;
  }
  conditions.push_back(instance == 0 ? "came->instance == NULL" : "came->instance != NULL");
  for (const std::uint32_t entry : entries_before(log, place)) {
    if (made_instance(log.calls[entry])) conditions.push_back("came->instance != &instance" + number_of(entry));
  }
}

// That the key is an earlier one, or none of those.
void expect_key(const CallLog& log, std::uint32_t place, std::vector<std::string>& conditions) {
  const std::uint64_t key = request_of(log.calls[place]).key;
  for (const std::uint32_t entry : entries_before(log, place)) {
    const RecordedCall& other = log.calls[entry];
    if (!is(other, DriverEntry::config_add) && !is(other, DriverEntry::config_modify)) continue;
    conditions.push_back("came->key " + std::string(request_of(other).key == key ? "==" : "!=") + " key" +
                         number_of(entry));
  }
}

}  // namespace

const std::array<const char*, driver_entry_count> entry_points = {
#define MAPPROOF_ENTRY(point, answer) #point,
#include "calls/calls.def"
};

bool is_entry(const RecordedCall& call) { return shape_of(call).role == CallShape::Role::callback; }
bool asks_own_driver(const RecordedCall& call) { return shape_of(call).role == CallShape::Role::own_driver; }

bool names_page(const RecordedCall& call) { return shape_of(call).result == CallShape::Result::page; }

bool made_instance(const RecordedCall& call) {
  const bool adds = is(call, DriverEntry::config_add) || call.id == subject_entry(DriverEntry::config_add);
  return adds && call.answered != 0 && call.stored[0] != 0;
}

EntryRequest request_of(const RecordedCall& entry) {
  EntryRequest request;
  std::memcpy(&request, entry.request.data(), sizeof request);
  return request;
}

std::optional<std::uint32_t> entry_around(const CallLog& log, std::uint32_t place) {
  return last_before(log, place, [&](const RecordedCall& call) {
    return is_entry(call) && (call.answered == 0 || call.ended_at > place);
  });
}

std::vector<std::uint32_t> entries_before(const CallLog& log, std::uint32_t end) {
  std::vector<std::uint32_t> entries;
  for (std::uint32_t i = 0; i < end; ++i) {
    if (is_entry(log.calls[i])) entries.push_back(i);
  }
  return entries;
}

bool gave_key(const RecordedCall& call, std::uint64_t key) {
  const bool gives_one = is(call, DriverEntry::config_add) || is(call, DriverEntry::config_modify);
  return gives_one && request_of(call).key == key;
}

std::optional<std::uint32_t> origin_of_instance(const CallLog& log, std::uint64_t instance, std::uint32_t end) {
  return last_before(log, end, [&](const RecordedCall& call) {
    return is_entry(call) && made_instance(call) && call.stored[0] == instance;
  });
}

std::optional<std::uint32_t> origin_of_page(const CallLog& log, std::uint64_t page, std::uint32_t end) {
  return last_before(log, end, [&](const RecordedCall& call) {
    return names_page(call) && !is_entry(call) && call.answered != 0 && call.value == page;
  });
}

bool runs_elsewhere(const CallLog& log, std::uint32_t place) {
  for (std::uint32_t i = place; i-- > 0;) {
    const RecordedCall& around = log.calls[i];
    const bool is_under_way = around.answered == 0 || around.ended_at > place;
    if (is_under_way && !is_entry(around)) return around.thread != log.calls[place].thread;
  }
  return false;
}

std::vector<std::string> expected_entry(const CallLog& log, std::uint32_t place) {
  const RecordedCall& call = log.calls[place];
  const EntryRequest request = request_of(call);
  std::vector<std::string> conditions{
      "came->entry == " + std::string(name_of(call)),
      "came->driver == &driver" + number_of(static_cast<std::uint32_t>(request.attached)),
      "came->channel == " + hex_of(request.channel), "came->offset == " + hex_of(request.offset),
      "came->protection == " + hex_of(request.protection)};
  if (call.process != log.calls[0].process) conditions.emplace_back("getpid() != asking");
  if (runs_elsewhere(log, place)) conditions.emplace_back("!pthread_equal(pthread_self(), caller)");
  const bool tells_key = is(call, DriverEntry::config_add) || is(call, DriverEntry::config_modify);
  if (tells_key) expect_key(log, place, conditions);
  if (!is(call, DriverEntry::config_add) && !is(call, DriverEntry::mmap_before_8)) {
    expect_instance(log, place, conditions);
  }
  return conditions;
}

}  // namespace mapproof
