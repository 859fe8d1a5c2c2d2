// The driver group of the model's table.
// SPDX-License-Identifier: Apache-2.0
#include "drivers.hpp"

#include <unistd.h>

#include <new>

#include "calls.hpp"
#include "session.hpp"

namespace mapproof::model {
namespace {

// What the model's own driver grants: everything but execution.
constexpr std::uint32_t granted = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_USER;

mapproof_page_id devmem_ppid(void* framework, rm_key_t key, std::uint32_t chunk, std::size_t offset) {
  mapproof_page_id_request request{};
  request.source = MAPPROOF_DEVMEM_PPID;
  request.key = key;
  request.chunk = chunk;
  request.offset = offset;
  return static_cast<ddi::Framework*>(framework)->page_id(request);
}

}  // namespace

void Drivers::make() {
  std::call_once(once_, [this] {
    auto framework = std::make_unique<ddi::Framework>();
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    mapproof_memory_driver_init(&own_, devmem_ppid, framework.get(), page, granted);
    facts_ = {sizeof facts_, granted, MAPPROOF_MEMORY_DRIVER_PAGES * page};
    framework_ = std::move(framework);
  });
}

ddi::Framework& Drivers::framework() {
  make();
  return *framework_;
}

const mapproof_memory_driver& Drivers::own_driver() {
  make();
  return own_;
}

const mapproof_driver_facts& Drivers::own_facts() {
  make();
  return facts_;
}

ddi::Framework& framework_of(mapproof_session* session) { return session->drivers.framework(); }

const mapproof_driver* driver(mapproof_session* session) {
  try {
    return &session->drivers.own_driver().driver;
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

const mapproof_driver_facts* driver_facts(mapproof_session* session) {
  try {
    return &session->drivers.own_facts();
  } catch (const std::bad_alloc&) {
    return nullptr;
  }
}

}  // namespace mapproof::model
