// Finds the calls of a group in the table of calls.
// SPDX-License-Identifier: Apache-2.0
#include "needs.hpp"

#include <cstring>

#include "call_shape.hpp"

namespace mapproof {
namespace {

struct Group {
  Api bit;
  const char* name;
  const char* spelled = nullptr;  ///< if the documents call it otherwise than its calls
  bool one_is_enough = false;
};

constexpr Group groups[] = {
    {api_map, "map"},
    {api_munmap, "munmap"},
    {api_munmap_flags, "munmap_flags"},
    {api_mmap, "mmap"},
    {api_mprotect, "mprotect"},
    {api_offset32, "offset32"},
    {api_offset64, "offset64"},
    {api_posix_offset, "posix_offset", "posix_mem_offset()", true},
    {api_device_io, "device_io"},
    {api_lock, "lock"},
    {api_lock_all, "lock_all"},
    {api_thread_control, "thread_control", "ThreadCtl()"},
    {api_typed, "typed"},
    {api_framework, "framework", "a DDI framework that calls a driver"},
    {api_pages, "pages", "ptob(), btop() and btopr()"},
    {api_driver, "driver", "a DDI driver of its own"},
};

bool has(const mapproof_backend& table, const CallShape& call) {
  void (*function)() = nullptr;
  std::memcpy(&function, reinterpret_cast<const unsigned char*>(&table) + call.member, sizeof function);
  return function != nullptr;
}

bool offers(const mapproof_backend& table, const Group& group) {
  bool all = true;
  bool one = false;
  for (const CallShape& call : all_calls()) {
    if (call.group != group.bit) continue;
    all = all && has(table, call);
    one = one || has(table, call);
  }
  return group.one_is_enough ? one : all;
}

std::string spelled(const Group& group) {
  if (group.spelled != nullptr) return group.spelled;
  std::string text;
  for (const CallShape& call : all_calls()) {
    if (call.group == group.bit) text += (text.empty() ? "" : " and ") + std::string(call.name) + "()";
  }
  return text;
}

std::string reason_or(const char* reason, const char* otherwise) { return reason != nullptr ? reason : otherwise; }

}  // namespace

std::string missing_need(const Session& session, std::uint32_t needs) {
  for (const Group& group : groups) {
    if ((needs & group.bit) != 0 && !offers(session.table(), group)) {
      return std::string("backend '") + session.table().name + "' does not offer " + spelled(group) + ".";
    }
  }
  if ((needs & api_driver) != 0 && session.table().driver(session.handle()) == nullptr) {
    return "this target has no DDI driver.";
  }
  const mapproof_facts& facts = session.facts();
  if ((needs & api_window) != 0 && facts.window_count == 0) {
    return reason_or(facts.no_window, "this target offers no window.");
  }
  if ((needs & api_offsets) != 0 && facts.no_offset != nullptr) return facts.no_offset;
  return "";
}

std::vector<std::string> missing_calls(const mapproof_backend& table) {
  std::vector<std::string> missing;
  for (const Group& group : groups) {
    if (!offers(table, group)) missing.push_back(spelled(group));
  }
  return missing;
}

std::vector<std::string> calls_of_needs(std::uint32_t needs) {
  std::vector<std::string> names;
  for (const Group& group : groups) {
    if ((needs & group.bit) != 0) names.push_back(spelled(group));
  }
  return names;
}

std::vector<std::string> names_of_needs(std::uint32_t needs) {
  std::vector<std::string> names;
  for (const Group& group : groups) {
    if ((needs & group.bit) != 0) names.emplace_back(group.name);
  }
  if ((needs & api_window) != 0) names.emplace_back("window");
  if ((needs & api_offsets) != 0) names.emplace_back("offsets");
  return names;
}

}  // namespace mapproof
