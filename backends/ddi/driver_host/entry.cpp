// A backend whose driver is a shared object that the user names, on the framework in user space.
// SPDX-License-Identifier: Apache-2.0
#include <dlfcn.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <memory>
#include <new>

#include "ddi/framework_calls.hpp"
#include "ddi/kernel/driver_source.h"
#include "ddi/kernel/kernel.h"
#include "declaration.hpp"

struct mapproof_session {
  mapproof::ddi::Framework framework;
  mapproof::ddi::Declaration declaration;
  mapproof_facts facts{};
  mapproof_named_driver named{};
  mapproof_driver driver{};
  mapproof_driver_facts driver_facts{};
};

namespace mapproof::ddi {
namespace {

const mapproof_backend& table();

Framework& framework_of(mapproof_session* session) { return session->framework; }

template <class Function>
Function* find(void* library, const std::string& name) {
  void* const symbol = dlsym(library, name.c_str());
  Function* function = nullptr;
  std::memcpy(&function, &symbol, sizeof function);
  return function;
}

// The driver calls the kernel functions that this plugin has: they must be found by whoever is loaded later.
void* load_driver(const std::string& path) {
  Dl_info self{};
  if (dladdr(reinterpret_cast<void*>(&load_driver), &self) != 0)
    dlopen(self.dli_fname, RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD);
  return dlopen((path.find('/') == std::string::npos ? "./" + path : path).c_str(), RTLD_NOW | RTLD_LOCAL);
}

std::string take_drvops(mapproof_session& session, void* library) {
  auto* const load = find<int()>(library, "_load");
  if (load == nullptr) return "has no _load(), by which a DDI 8 driver registers its entry points.";
  const int error = mapproof_load_driver(load, &session.driver);
  return error == 0 ? "" : "was not loaded: its _load() answered " + std::to_string(error) + ", or registered nothing.";
}

std::string take_names(mapproof_session& session, void* library) {
  const std::string& prefix = session.declaration.prefix;
  mapproof_named_driver& named = session.named;
  named.ddi_version = session.declaration.ddi_version;
  named.minor_count = session.declaration.minor_count;
  named.init = find<void()>(library, prefix + "init");
  named.start = find<void()>(library, prefix + "start");
  named.open = find<int(unsigned long*, int, int, void*)>(library, prefix + "open");
  named.close = find<int(unsigned long, int, int, void*)>(library, prefix + "close");
  named.mmap = find<int(unsigned long, long, int)>(library, prefix + "mmap");
  mapproof_driver_of_names(&session.driver, &named);
  return named.mmap != nullptr ? "" : "has no global symbol " + prefix + "mmap, the entry point of its DDI version.";
}

std::string open_driver(mapproof_session& session) {
  const Declaration& declared = session.declaration;
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  if (declared.length % page != 0) return "length=" + std::to_string(declared.length) + " is no whole number of pages.";
  mapproof_ddi_boot(&table(), &session);
  void* const library = load_driver(declared.path);
  if (library == nullptr) return "the driver '" + declared.path + "' does not load: " + dlerror() + ".";
  const bool is_new = declared.ddi_version >= 80;
  const std::string wrong = is_new ? take_drvops(session, library) : take_names(session, library);
  if (!wrong.empty()) return "the driver '" + declared.path + "' " + wrong;
  if (is_new && session.driver.mmap == nullptr)
    return "the driver '" + declared.path + "' has no d_mmap in its drvops: there is nothing to certify.";
  session.driver_facts = {sizeof session.driver_facts, declared.grants, declared.length};
  return "";
}

std::string contradiction(const std::string& profile, std::uint32_t version) {
  if (profile == "svr5-ddi8" && version < 80) return "the driver is older than DDI 8: use --profile svr5-ddi7.";
  if (profile == "svr5-ddi7" && version >= 80) return "the driver is of DDI 8: use --profile svr5-ddi8.";
  return "";
}

void describe(mapproof_facts& facts) {
  facts.struct_size = sizeof facts;
  facts.offset_bits = 64;
  facts.page_size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  facts.lowest_address = facts.page_size;
  facts.highest_address = UINTPTR_MAX >> 17;
  facts.highest_physical = UINT64_MAX;
  facts.node_count = 1;
  facts.no_window = "a driver has no windows of its own";
  facts.no_offset = "this backend has no mem_offset()";
}

mapproof_open_outcome open(const mapproof_open_request* request) {
  mapproof_open_outcome outcome{};
  auto session = std::unique_ptr<mapproof_session>(new (std::nothrow) mapproof_session);
  std::string wrong = session ? read_declaration(request->target, session->declaration) : "there is no memory.";
  if (wrong.empty()) wrong = contradiction(request->profile, session->declaration.ddi_version);
  if (wrong.empty()) wrong = open_driver(*session);
  if (wrong.empty()) {
    describe(session->facts);
    outcome.session = session.release();
    return outcome;
  }
  outcome.error = EINVAL;
  std::snprintf(outcome.message, sizeof outcome.message, "%s", wrong.c_str());
  return outcome;
}

void close(mapproof_session* session) { delete session; }

// What the driver has freed belongs to the next one who asks.
mapproof_arrange_outcome kernel_memory(mapproof_session* session, std::size_t length, void** address) {
  *address = mapproof_ddi_take_freed(length);
  if (*address != nullptr) return {0, nullptr};
  return FrameworkCalls<Framework, framework_of>::kernel_memory(session, length, address);
}

mapproof_backend make_table() {
  using Calls = FrameworkCalls<Framework, framework_of>;
  mapproof_backend made{};
  made.abi = MAPPROOF_ABI;
  made.struct_size = sizeof made;
  made.name = "ddi-driver";
  made.version = "1";
  made.summary = "an SVR5 driver that you name, on a framework in user space: FILE.so,ddi=80,length=BYTES,grants=rwu";
  made.open = open;
  made.close = close;
  made.facts = [](mapproof_session* session) -> const mapproof_facts* { return &session->facts; };
  made.driver_attach = Calls::attach;
  made.driver_detach = Calls::detach;
  made.driver_open = Calls::open;
  made.driver_close = Calls::close;
  made.driver_mmap = Calls::map;
  made.driver_munmap = Calls::unmap;
  made.page_id = Calls::page_id;
  made.convert_pages = [](mapproof_session* session, std::uint32_t conversion, unsigned long value) {
    return convert_pages(conversion, value, session->facts.page_size);
  };
  made.driver_modify = Calls::modify;
  made.driver_resource = Calls::resource;
  made.kernel_memory = kernel_memory;
  made.driver = [](mapproof_session* session) -> const mapproof_driver* { return &session->driver; };
  made.driver_facts = [](mapproof_session* session) -> const mapproof_driver_facts* { return &session->driver_facts; };
  return made;
}

const mapproof_backend& table() {
  static const mapproof_backend made = make_table();
  return made;
}

}  // namespace
}  // namespace mapproof::ddi

extern "C" MAPPROOF_EXPORT const mapproof_backend* mapproof_backend_entry(void);

extern "C" const mapproof_backend* mapproof_backend_entry(void) { return &mapproof::ddi::table(); }
