// The table of the linux backend: QNX's calls, kept to their documents, on top of Linux's.
// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <cstdio>
#include <new>
#include <system_error>

#include "calls.hpp"
#include "ddi/framework_calls.hpp"
#include "linux/context/device_io.hpp"
#include "linux/targets/refusal.hpp"
#include "session.hpp"

namespace mapproof::lnx {
namespace {

mapproof_open_outcome refused(int error, const char* sentence) {
  mapproof_open_outcome outcome{};
  outcome.error = error;
  std::snprintf(outcome.message, sizeof outcome.message, "%s", sentence);
  return outcome;
}

// No exception crosses the table.
mapproof_open_outcome open(const mapproof_open_request* request) {
  try {
    return {open_session(*request, Paths()), 0, ""};
  } catch (const Refusal& refusal) {
    return refused(refusal.error(), refusal.what());
  } catch (const std::system_error& error) {
    return refused(error.code().value(), error.what());
  } catch (const std::bad_alloc&) {
    return refused(ENOMEM, "the linux backend found no memory for a session.");
  }
}

void close(mapproof_session* session) { delete session; }

const mapproof_facts* facts(mapproof_session* session) { return &session->store.facts; }

DdiFramework& ddi_of(mapproof_session* session) { return session->ddi; }

// Of a kernel that has the framework; elsewhere the calls do not exist.
void add_ddi(mapproof_backend& table) {
  using Calls = ddi::FrameworkCalls<DdiFramework, ddi_of>;
  table.driver_attach = Calls::attach;
  table.driver_detach = Calls::detach;
  table.driver_open = Calls::open;
  table.driver_close = Calls::close;
  table.driver_mmap = Calls::map;
  table.driver_munmap = Calls::unmap;
  table.page_id = Calls::page_id;
  table.driver_modify = Calls::modify;
  table.driver_resource = Calls::resource;
  table.kernel_memory = Calls::kernel_memory;
  table.convert_pages = [](mapproof_session* session, std::uint32_t conversion, unsigned long value) {
    return ddi::convert_pages(conversion, value, session->page());
  };
}

mapproof_backend make_table() {
  mapproof_backend table{};
  table.abi = MAPPROOF_ABI;
  table.struct_size = sizeof table;
  table.name = "linux";
  table.version = "0.1.0";
  table.summary = "PCI windows, /dev/mem and the page map of this Linux machine";
  table.open = open;
  table.close = close;
  table.facts = facts;
  table.mmap_device_memory = mmap_device_memory;
  table.munmap_device_memory = munmap_device_memory;
  table.mmap = map_any;
  table.munmap = munmap_device_memory;
  table.munmap_flags = munmap_flags;
  table.mprotect = change_protection;
  table.mem_offset = mem_offset;
  table.mem_offset64 = mem_offset64;
  table.posix_mem_offset = posix_mem_offset;
  table.posix_mem_offset64 = posix_mem_offset64;
  table.mlock = lock;
  table.munlock = unlock;
  table.mlockall = lock_all;
  table.munlockall = unlock_all;
  table.memory_acquire = memory_acquire;
  table.memory_release = memory_release;
  table.provoke = provoke;
  table.physical_of = physical_of;
  table.caching_of = caching_of;
  table.mappings = mappings;
  table.empty = empty;
  table.floor_map = floor_map;
  table.floor_unmap = floor_unmap;
  table.floor_offset = floor_offset;
  table.mem_extents = mem_extents;
#if MAPPROOF_HAS_PORTS
  table.mmap_device_io = mmap_device_io;
  table.munmap_device_io = munmap_device_io;
  table.in = in;
  table.out = out;
  table.thread_control = thread_control;
  table.io_facts = io_facts;
#endif
  if (has_ddi()) add_ddi(table);
  return table;
}

}  // namespace
}  // namespace mapproof::lnx

extern "C" const mapproof_backend* mapproof_linux_entry(void);

const mapproof_backend* mapproof_linux_entry(void) {
  static const mapproof_backend table = mapproof::lnx::make_table();
  return &table;
}
