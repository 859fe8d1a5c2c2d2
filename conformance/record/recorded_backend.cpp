// A function for each call of the table that notes the request, forwards it and notes the answer.
// SPDX-License-Identifier: Apache-2.0
#include "recorded_backend.hpp"

#include "calls/call_shape.hpp"
#include "placing_watch.hpp"
#include "recorded_access.hpp"
#include "recorded_call.hpp"
#include "recorded_driver.hpp"
#include "request_notes.hpp"

namespace mapproof {
namespace {

mapproof_backend real;

void note(RecordedCall* call, const mapproof_address_outcome& outcome) {
  end_call(call, reinterpret_cast<std::uint64_t>(outcome.value), outcome.error);
}
void note(RecordedCall* call, const mapproof_status_outcome& outcome) {
  end_call(call, static_cast<std::uint64_t>(static_cast<std::int64_t>(outcome.value)), outcome.error);
}
void note(RecordedCall* call, const mapproof_handle_outcome& outcome) { end_call(call, outcome.value, outcome.error); }
void note(RecordedCall* call, const mapproof_arrange_outcome& outcome) {
  end_call(call, outcome.error == 0 ? 0 : ~std::uint64_t{0}, outcome.error);
}
void note(RecordedCall* call, const mapproof_open_outcome& outcome) {
  end_call(call, outcome.session == nullptr ? ~std::uint64_t{0} : 0, outcome.error);
}
void note(RecordedCall* call, std::uint64_t value) { end_call(call, value, 0); }

template <auto member>
std::uint32_t place_of() {
  const mapproof_backend* const table = &real;
  const auto distance = reinterpret_cast<std::uintptr_t>(&(table->*member)) - reinterpret_cast<std::uintptr_t>(table);
  return static_cast<std::uint32_t>(distance);
}

template <auto member>
struct Recorded;

// Most calls: one request.
template <class Outcome, class Request, Outcome (*mapproof_backend::*member)(mapproof_session*, const Request*)>
struct Recorded<member> {
  static Outcome call(mapproof_session* session, const Request* request) {
    RecordedCall* const call = begin_call(place_of<member>(), request, sizeof(Request));
    note_names(call, request);
    if (call != nullptr) call->initial = outputs_of(*request);
    const typename WatchOf<Request>::type watch(*request);
    const Outcome outcome = (real.*member)(session, request);
    note(call, outcome);
    watch.judge(*real.facts(session), outcome);
    if (call != nullptr) call->stored = outputs_of(*request);
    return outcome;
  }
};

// None, or the descriptor or the device number alone.
template <class Outcome, Outcome (*mapproof_backend::*member)(mapproof_session*)>
struct Recorded<member> {
  static Outcome call(mapproof_session* session) {
    RecordedCall* const call = begin_call(place_of<member>(), nullptr, 0);
    const Outcome outcome = (real.*member)(session);
    note(call, outcome);
    return outcome;
  }
};
template <class Outcome, Outcome (*mapproof_backend::*member)(mapproof_session*, int)>
struct Recorded<member> {
  static Outcome call(mapproof_session* session, int number) {
    const PlainRequest request{static_cast<std::uint64_t>(static_cast<std::int64_t>(number)), 0};
    RecordedCall* const call = begin_call(place_of<member>(), &request, sizeof request);
    note_descriptor(call, number);
    const Outcome outcome = (real.*member)(session, number);
    note(call, outcome);
    return outcome;
  }
};

mapproof_open_outcome open_recorded(const mapproof_open_request* request) {
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::open>(), nullptr, 0);
  const mapproof_open_outcome outcome = real.open(request);
  note(call, outcome);
  return outcome;
}

void close_recorded(mapproof_session* session) {
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::close>(), nullptr, 0);
  real.close(session);
  note(call, std::uint64_t{0});
}

mapproof_status_outcome unmap_io_recorded(mapproof_session* session, std::uintptr_t handle, std::size_t length) {
  const PlainRequest request{handle, length};
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::munmap_device_io>(), &request, sizeof request);
  const mapproof_status_outcome outcome = real.munmap_device_io(session, handle, length);
  note(call, outcome);
  return outcome;
}

void out_recorded(mapproof_session* session, const mapproof_port_request* request) {
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::out>(), request, sizeof *request);
  real.out(session, request);
  note(call, std::uint64_t{0});
}

mapproof_arrange_outcome acquire_recorded(mapproof_session* session, const mapproof_memory_request* request,
                                          void** address) {
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::memory_acquire>(), request, sizeof *request);
  const mapproof_arrange_outcome outcome = real.memory_acquire(session, request, address);
  if (call != nullptr) call->stored[0] = reinterpret_cast<std::uint64_t>(*address);
  note(call, outcome);
  return outcome;
}

mapproof_arrange_outcome release_recorded(mapproof_session* session, void* address, std::size_t length) {
  const PlainRequest request{reinterpret_cast<std::uint64_t>(address), length};
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::memory_release>(), &request, sizeof request);
  const mapproof_arrange_outcome outcome = real.memory_release(session, address, length);
  note(call, outcome);
  return outcome;
}

mapproof_arrange_outcome physical_recorded(mapproof_session* session, const void* address, std::uint64_t* physical) {
  const PlainRequest request{reinterpret_cast<std::uint64_t>(address), 0};
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::physical_of>(), &request, sizeof request);
  const mapproof_arrange_outcome outcome = real.physical_of(session, address, physical);
  if (call != nullptr) call->stored[0] = *physical;
  note(call, outcome);
  return outcome;
}

unsigned long conversion_recorded(mapproof_session* session, std::uint32_t conversion, unsigned long value) {
  const PlainRequest request{conversion, value};
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::convert_pages>(), &request, sizeof request);
  const unsigned long converted = real.convert_pages(session, conversion, value);
  note(call, std::uint64_t{converted});
  return converted;
}

mapproof_arrange_outcome caching_recorded(mapproof_session* session, const void* address, std::uint32_t* caching) {
  const PlainRequest request{reinterpret_cast<std::uint64_t>(address), 0};
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::caching_of>(), &request, sizeof request);
  const mapproof_arrange_outcome outcome = real.caching_of(session, address, caching);
  if (call != nullptr) call->stored[0] = *caching;
  note(call, outcome);
  return outcome;
}

mapproof_status_outcome attach_recorded(mapproof_session* session, const mapproof_driver* driver) {
  RecordedCall* const call = begin_attaching(place_of<&mapproof_backend::driver_attach>(), driver);
  const mapproof_status_outcome outcome = real.driver_attach(session, recorded_driver(driver, call));
  note(call, outcome);
  return outcome;
}

const mapproof_driver* driver_recorded(mapproof_session* session) {
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::driver>(), nullptr, 0);
  const mapproof_driver* const driver = real.driver(session);
  const mapproof_driver* const listening = recorded_own_driver(driver, call);
  note(call, std::uint64_t{driver != nullptr});
  return listening;
}

const mapproof_driver_facts* facts_recorded(mapproof_session* session) {
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::driver_facts>(), nullptr, 0);
  const mapproof_driver_facts* const facts = real.driver_facts(session);
  if (call != nullptr && facts != nullptr) call->stored = {facts->protection, facts->length, 0};
  note(call, std::uint64_t{facts != nullptr});
  return facts;
}

mapproof_arrange_outcome resource_recorded(mapproof_session* session, std::uint64_t key, std::uint32_t chunk,
                                           mapproof_driver_resource* resource) {
  const PlainRequest request{key, chunk};
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::driver_resource>(), &request, sizeof request);
  const mapproof_arrange_outcome outcome = real.driver_resource(session, key, chunk, resource);
  if (call != nullptr) call->stored = {resource->physical, resource->length, resource->chunk_count};
  note(call, outcome);
  return outcome;
}

mapproof_arrange_outcome kernel_memory_recorded(mapproof_session* session, std::size_t length, void** address) {
  const PlainRequest request{length, 0};
  RecordedCall* const call = begin_call(place_of<&mapproof_backend::kernel_memory>(), &request, sizeof request);
  const mapproof_arrange_outcome outcome = real.kernel_memory(session, length, address);
  if (call != nullptr) call->stored[0] = reinterpret_cast<std::uint64_t>(*address);
  note(call, outcome);
  return outcome;
}

template <auto member>
void replace(mapproof_backend& table) {
  if (table.*member != nullptr) table.*member = Recorded<member>::call;
}

template <auto... members>
void replace_all(mapproof_backend& table) {
  (replace<members>(table), ...);
}

template <class Function>
void replace_by(Function*& member, Function* recording) {
  if (member != nullptr) member = recording;
}

}  // namespace

Backend recorded(const Backend& backend) {
  if (call_log() == nullptr) return backend;
  using B = mapproof_backend;
  real = backend.table();
  B table = real;
  replace_all<&B::mmap_device_memory, &B::munmap_device_memory, &B::mmap, &B::munmap, &B::munmap_flags, &B::mprotect,
              &B::mem_offset, &B::mem_offset64, &B::posix_mem_offset, &B::posix_mem_offset64, &B::mmap_device_io,
              &B::in, &B::mlock, &B::munlock, &B::mlockall, &B::munlockall, &B::thread_control,
              &B::posix_typed_mem_open, &B::posix_typed_mem_get_info, &B::close_descriptor, &B::driver_detach,
              &B::driver_open, &B::driver_close, &B::driver_mmap, &B::driver_munmap, &B::page_id, &B::provoke,
              &B::driver_modify, &B::mem_extents, &B::file_operation>(table);
  table.open = open_recorded;
  table.close = close_recorded;
  replace_by(table.driver_attach, attach_recorded);
  replace_by(table.driver, driver_recorded);
  replace_by(table.driver_facts, facts_recorded);
  replace_by(table.driver_resource, resource_recorded);
  replace_by(table.kernel_memory, kernel_memory_recorded);
  replace_by(table.munmap_device_io, unmap_io_recorded);
  replace_by(table.out, out_recorded);
  replace_by(table.memory_acquire, acquire_recorded);
  replace_by(table.memory_release, release_recorded);
  replace_by(table.physical_of, physical_recorded);
  replace_by(table.caching_of, caching_recorded);
  replace_by(table.convert_pages, conversion_recorded);
  record_accesses();
  // The library stays loaded as long as the real one is held, which the caller sees to.
  return adopt_backend(&table, backend.origin(), nullptr);
}

}  // namespace mapproof
