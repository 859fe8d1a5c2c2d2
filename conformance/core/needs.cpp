// The table from Api bits to calls of the contract.
// SPDX-License-Identifier: Apache-2.0
#include "needs.hpp"

namespace mapproof {
namespace {

using Table = mapproof_backend;

struct Need {
  Api bit;
  const char* name;
  const char* call;  // as the documents spell it
  bool (*offered)(const Table&);
};

const Need calls[] = {
    {api_map, "map", "mmap_device_memory() and munmap_device_memory()",
     [](const Table& t) { return t.mmap_device_memory != nullptr && t.munmap_device_memory != nullptr; }},
    {api_munmap, "munmap", "munmap()", [](const Table& t) { return t.munmap != nullptr; }},
    {api_munmap_flags, "munmap_flags", "munmap_flags()", [](const Table& t) { return t.munmap_flags != nullptr; }},
    {api_mmap, "mmap", "mmap()", [](const Table& t) { return t.mmap != nullptr; }},
    {api_mprotect, "mprotect", "mprotect()", [](const Table& t) { return t.mprotect != nullptr; }},
    {api_offset32, "offset32", "mem_offset()", [](const Table& t) { return t.mem_offset != nullptr; }},
    {api_offset64, "offset64", "mem_offset64()", [](const Table& t) { return t.mem_offset64 != nullptr; }},
    {api_posix_offset, "posix_offset", "posix_mem_offset()",
     [](const Table& t) { return t.posix_mem_offset != nullptr || t.posix_mem_offset64 != nullptr; }},
    {api_device_io, "device_io", "mmap_device_io() and munmap_device_io()",
     [](const Table& t) { return t.mmap_device_io != nullptr && t.munmap_device_io != nullptr; }},
    {api_lock, "lock", "mlock() and munlock()",
     [](const Table& t) { return t.mlock != nullptr && t.munlock != nullptr; }},
    {api_lock_all, "lock_all", "mlockall() and munlockall()",
     [](const Table& t) { return t.mlockall != nullptr && t.munlockall != nullptr; }},
    {api_thread_control, "thread_control", "ThreadCtl()", [](const Table& t) { return t.thread_control != nullptr; }},
    {api_typed, "typed", "posix_typed_mem_open()", [](const Table& t) { return t.posix_typed_mem_open != nullptr; }},
    {api_framework, "framework", "a DDI framework that calls a driver",
     [](const Table& t) {
       const bool devices = t.driver_attach != nullptr && t.driver_detach != nullptr && t.page_id != nullptr;
       const bool files = t.driver_open != nullptr && t.driver_close != nullptr;
       return devices && files && t.driver_mmap != nullptr && t.driver_munmap != nullptr;
     }},
    {api_pages, "pages", "ptob(), btop() and btopr()", [](const Table& t) { return t.convert_pages != nullptr; }},
    {api_driver, "driver", "a DDI driver of its own",
     [](const Table& t) { return t.driver != nullptr && t.driver_facts != nullptr; }},
};

std::string reason_or(const char* reason, const char* otherwise) { return reason != nullptr ? reason : otherwise; }

}  // namespace

std::string missing_need(const Session& session, std::uint32_t needs) {
  for (const Need& need : calls) {
    if ((needs & need.bit) != 0 && !need.offered(session.table())) {
      return std::string("backend '") + session.table().name + "' does not offer " + need.call + ".";
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
  for (const Need& need : calls) {
    if (!need.offered(table)) missing.emplace_back(need.call);
  }
  return missing;
}

std::vector<std::string> calls_of_needs(std::uint32_t needs) {
  std::vector<std::string> names;
  for (const Need& need : calls) {
    if ((needs & need.bit) != 0) names.emplace_back(need.call);
  }
  return names;
}

std::vector<std::string> names_of_needs(std::uint32_t needs) {
  std::vector<std::string> names;
  for (const Need& need : calls) {
    if ((needs & need.bit) != 0) names.emplace_back(need.name);
  }
  if ((needs & api_window) != 0) names.emplace_back("window");
  if ((needs & api_offsets) != 0) names.emplace_back("offsets");
  return names;
}

}  // namespace mapproof
