// The driver group of the model's table.
// SPDX-License-Identifier: Apache-2.0
#include "drivers.hpp"

#include <unistd.h>

#include <new>

#include "ddi/framework_calls.hpp"
#include "model/calls/calls.hpp"
#include "session.hpp"

namespace mapproof::model {
namespace {

// What the model's own driver grants: everything but execution.
constexpr std::uint32_t granted = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_USER;

mapproof_page_id devmem_ppid(void* framework, std::uint64_t key, std::uint32_t chunk, std::size_t offset) {
  mapproof_page_id_request request{};
  request.source = MAPPROOF_DEVMEM_PPID;
  request.key = key;
  request.chunk = chunk;
  request.offset = offset;
  return static_cast<ddi::Framework*>(framework)->page_id(request);
}

// What a driver before DDI 8 does instead.
mapproof_page_id phystoppid(void* framework, std::uint64_t key, std::uint32_t chunk, std::size_t offset) {
  ddi::Framework& asked = *static_cast<ddi::Framework*>(framework);
  mapproof_driver_resource memory{};
  if (asked.resource(key, chunk, memory).error != 0) return MAPPROOF_NOPAGE;
  mapproof_page_id_request request{};
  request.source = MAPPROOF_PHYSTOPPID;
  request.physical = memory.physical + offset;
  return asked.page_id(request);
}

// The situations that provoke() brings about for device nodes, as errnos of the SVR4 line.
int condition_error(const mapproof_session& session, std::size_t length) {
  const TableLimits limits = session.conditions.limits();
  const TableTotals in_use = session.table.totals();
  if (session.conditions.holds(MAPPROOF_DEVICE_MAPPING_BARRED)) return ENOSYS;
  if (session.conditions.holds(MAPPROOF_DEVICE_RECORD_LOCKED)) return EAGAIN;
  if (in_use.entries >= limits.entries) return EMFILE;
  return in_use.mapped >= limits.mapped || length > limits.mapped - in_use.mapped ? ENOMEM : 0;
}

}  // namespace

void Drivers::make() {
  std::call_once(once_, [this] {
    auto framework = std::make_unique<ddi::Framework>();
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    mapproof_memory_driver_init(&own_, ddi_version_ < 80 ? phystoppid : devmem_ppid, framework.get(), page, granted,
                                ddi_version_);
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

mapproof_address_outcome driver_mmap(mapproof_session* session, const mapproof_mmap_request* request) {
  const int error = condition_error(*session, request->length);
  return error != 0 ? map_failed(error) : ddi::FrameworkCalls<ddi::Framework, framework_of>::map(session, request);
}

unsigned long convert_pages(mapproof_session* session, std::uint32_t conversion, unsigned long value) {
  return ddi::convert_pages(conversion, value, session->memory.page());
}

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
