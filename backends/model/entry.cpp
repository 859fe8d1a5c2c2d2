// The model's table. A new group of calls is a new file, its lines in calls.hpp, and its members here.
// SPDX-License-Identifier: Apache-2.0
#include "ddi/framework_calls.hpp"
#include "model/calls/calls.hpp"

namespace mapproof::model {
namespace {

void add_calls(mapproof_backend& table) {
  table.mmap_device_memory = mmap_device_memory;
  table.munmap_device_memory = munmap_device_memory;
  table.mmap = mmap;
  table.munmap = munmap;
  table.munmap_flags = munmap_flags;
  table.mprotect = mprotect;

  table.mem_offset = mem_offset;
  table.mem_offset64 = mem_offset64;
  table.posix_mem_offset = posix_mem_offset;
  table.posix_mem_offset64 = posix_mem_offset64;
  table.mem_extents = mem_extents;

  table.mmap_device_io = mmap_device_io;
  table.munmap_device_io = munmap_device_io;
  table.io_facts = io_facts;
  table.in = in;
  table.out = out;

  table.mlock = mlock;
  table.munlock = munlock;
  table.mlockall = mlockall;
  table.munlockall = munlockall;
  table.thread_control = thread_control;

  table.posix_typed_mem_open = posix_typed_mem_open;
  table.posix_typed_mem_get_info = posix_typed_mem_get_info;
  table.close_descriptor = close_descriptor;
  table.file_operation = file_operation;
  table.typed_facts = typed_facts;
}

void add_drivers(mapproof_backend& table) {
  using Framework = ddi::FrameworkCalls<ddi::Framework, framework_of>;
  table.driver_attach = Framework::attach;
  table.driver_detach = Framework::detach;
  table.driver_open = Framework::open;
  table.driver_close = Framework::close;
  table.driver_mmap = driver_mmap;
  table.driver_munmap = Framework::unmap;
  table.page_id = Framework::page_id;
  table.convert_pages = convert_pages;
  table.driver_modify = Framework::modify;
  table.driver_resource = Framework::resource;
  table.kernel_memory = Framework::kernel_memory;
  table.driver = driver;
  table.driver_facts = driver_facts;
}

void add_arranging(mapproof_backend& table) {
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
}

mapproof_backend make_table() {
  mapproof_backend table{};
  table.abi = MAPPROOF_ABI;
  table.struct_size = sizeof table;
  table.name = "model";
  table.version = "1";
  table.summary = "behaves as the QNX 7.1 documents say, on ordinary memory; needs no privilege and no device";
  table.open = open;
  table.close = close;
  table.facts = facts;
  add_calls(table);
  add_drivers(table);
  add_arranging(table);
  return table;
}

}  // namespace
}  // namespace mapproof::model

extern "C" const mapproof_backend* mapproof_model_entry(void);

extern "C" const mapproof_backend* mapproof_model_entry(void) {
  static const mapproof_backend table = mapproof::model::make_table();
  return &table;
}
