// Notes accesses in the call log.
// SPDX-License-Identifier: Apache-2.0
#include "recorded_access.hpp"

#include "calls/requests.hpp"
#include "host/memory_access.hpp"
#include "recorded_call.hpp"

namespace mapproof {
namespace {

void* begin_load(const volatile void* address, std::size_t width) {
  const AccessRequest request{reinterpret_cast<std::uint64_t>(address), width, 0};
  return begin_call(CallId::load, &request, sizeof request);
}
void* begin_store(const volatile void* address, std::size_t width, std::uint64_t value) {
  const AccessRequest request{reinterpret_cast<std::uint64_t>(address), width, value};
  return begin_call(CallId::store, &request, sizeof request);
}
void end_access(void* access, std::uint64_t value) { end_call(static_cast<RecordedCall*>(access), value, 0); }

void record_at(CallId id, void* address) {
  if (call_log() == nullptr) return;
  const PlainRequest request{reinterpret_cast<std::uint64_t>(address), 0};
  end_call(begin_call(id, &request, sizeof request), 0, 0);
}

constexpr AccessObserver recorder{begin_load, begin_store, end_access};

}  // namespace

void record_accesses() { access_observer = &recorder; }

void record_touch(void* address) { record_at(CallId::touch, address); }
void record_execution(void* address) { record_at(CallId::execute, address); }

RecordedCall* record_probe() {
  if (call_log() == nullptr) return nullptr;
  RecordedCall* const probe = begin_call(CallId::fault_probe, nullptr, 0);
  begin_child_of_call();
  return probe;
}

void record_probe_result(RecordedCall* probe, int signal) {
  if (probe == nullptr) return;
  end_child_of_call();
  end_call(probe, static_cast<std::uint64_t>(signal), 0);
}

}  // namespace mapproof
