// A function for each call of the table that notes the request, forwards it and notes the answer.
// SPDX-License-Identifier: Apache-2.0
#include "recorded_backend.hpp"

#include <cstring>
#include <type_traits>

#include "calls/requests.hpp"
#include "placing_watch.hpp"
#include "recorded_access.hpp"
#include "recorded_call.hpp"
#include "recorded_driver.hpp"
#include "request_notes.hpp"

namespace mapproof {
namespace {

mapproof_backend real;

std::uint64_t value_in(const mapproof_address_outcome& outcome) {
  return reinterpret_cast<std::uint64_t>(outcome.value);
}
std::uint64_t value_in(const mapproof_status_outcome& outcome) {
  return static_cast<std::uint64_t>(static_cast<std::int64_t>(outcome.value));
}
std::uint64_t value_in(const mapproof_handle_outcome& outcome) { return outcome.value; }
std::uint64_t value_in(const mapproof_arrange_outcome& outcome) { return outcome.error == 0 ? 0 : ~std::uint64_t{0}; }

template <class Outcome>
void end_with(RecordedCall* call, const Outcome& outcome) {
  if constexpr (std::is_integral_v<Outcome>) {
    end_call(call, outcome, 0);
  } else {
    end_call(call, value_in(outcome), outcome.error);
  }
}

template <class Argument>
constexpr bool is_address = std::is_same_v<Argument, void*> || std::is_same_v<Argument, const void*>;
template <class Argument>
constexpr bool is_number = std::is_integral_v<Argument>;
template <class Argument>
constexpr bool is_request = std::is_const_v<std::remove_pointer_t<Argument>> && !is_address<Argument>;

// A request as it is, and arguments that stand by themselves as those of a PlainRequest, one after the other.
template <class Argument>
void note_before(RecordedCall* call, std::size_t& numbers, Argument argument) {
  std::uint64_t number = 0;
  if constexpr (is_request<Argument>) {
    static_assert(sizeof *argument <= RecordedCall::longest_request);
    std::memcpy(call->request.data(), argument, sizeof *argument);
    note_names(call, argument);
    call->initial = outputs_of(*argument);
    return;
  } else if constexpr (is_address<Argument>) {
    number = reinterpret_cast<std::uint64_t>(argument);
  } else if constexpr (is_number<Argument>) {
    number = static_cast<std::uint64_t>(argument);
    if constexpr (std::is_same_v<Argument, int>) note_descriptor(call, argument);
  } else {
    return;
  }
  std::memcpy(call->request.data() + numbers++ * sizeof number, &number, sizeof number);
}

template <class Argument>
void note_after(RecordedCall* call, Argument argument) {
  if constexpr (is_request<Argument>) {
    call->stored = outputs_of(*argument);
  } else if constexpr (!is_address<Argument> && !is_number<Argument>) {
    call->stored = output_of(*argument);
  }
}

// Of a request that places a mapping.
NothingToWatch watch_of() { return NothingToWatch(0); }
template <class First, class... Others>
auto watch_of(First first, Others...) {
  if constexpr (is_request<First>) {
    return typename WatchOf<std::remove_const_t<std::remove_pointer_t<First>>>::type(*first);
  } else {
    return NothingToWatch(first);
  }
}

template <CallId id, auto member>
struct Recorded;

template <CallId id, class Outcome, class... Arguments,
          Outcome (*mapproof_backend::*member)(mapproof_session*, Arguments...)>
struct Recorded<id, member> {
  static Outcome call(mapproof_session* session, Arguments... arguments) {
    RecordedCall* const call = begin_call(id, nullptr, 0);
    [[maybe_unused]] std::size_t numbers = 0;
    if (call != nullptr) (note_before(call, numbers, arguments), ...);
    if constexpr (std::is_void_v<Outcome>) {
      (real.*member)(session, arguments...);
      end_call(call, 0, 0);
    } else {
      const auto watch = watch_of(arguments...);
      const Outcome outcome = (real.*member)(session, arguments...);
      end_with(call, outcome);
      if constexpr (!std::is_same_v<decltype(watch), const NothingToWatch>) watch.judge(*real.facts(session), outcome);
      if (call != nullptr) (note_after(call, arguments), ...);
      return outcome;
    }
  }
};

// Those that are given or give more than what stands in their arguments.

template <>
struct Recorded<CallId::open, &mapproof_backend::open> {
  static mapproof_open_outcome call(const mapproof_open_request* request) {
    RecordedCall* const call = begin_call(CallId::open, nullptr, 0);
    const mapproof_open_outcome outcome = real.open(request);
    end_call(call, outcome.session == nullptr ? ~std::uint64_t{0} : 0, outcome.error);
    return outcome;
  }
};

template <>
struct Recorded<CallId::driver_attach, &mapproof_backend::driver_attach> {
  static mapproof_status_outcome call(mapproof_session* session, const mapproof_driver* driver) {
    RecordedCall* const call = begin_attaching(driver);
    const mapproof_status_outcome outcome = real.driver_attach(session, recorded_driver(driver, call));
    end_with(call, outcome);
    return outcome;
  }
};

template <>
struct Recorded<CallId::driver, &mapproof_backend::driver> {
  static const mapproof_driver* call(mapproof_session* session) {
    RecordedCall* const call = begin_call(CallId::driver, nullptr, 0);
    const mapproof_driver* const driver = real.driver(session);
    const mapproof_driver* const listening = recorded_own_driver(driver, call);
    end_call(call, driver != nullptr, 0);
    return listening;
  }
};

template <>
struct Recorded<CallId::driver_facts, &mapproof_backend::driver_facts> {
  static const mapproof_driver_facts* call(mapproof_session* session) {
    RecordedCall* const call = begin_call(CallId::driver_facts, nullptr, 0);
    const mapproof_driver_facts* const facts = real.driver_facts(session);
    if (call != nullptr && facts != nullptr) call->stored = {facts->protection, facts->length, 0};
    end_call(call, facts != nullptr, 0);
    return facts;
  }
};

template <CallId id, auto member>
void record(mapproof_backend& table) {
  if (table.*member != nullptr) table.*member = Recorded<id, member>::call;
}

}  // namespace

Backend recorded(const Backend& backend) {
  if (call_log() == nullptr) return backend;
  real = backend.table();
  mapproof_backend table = real;
#define MAPPROOF_CALL(call, ...) record<CallId::call, &mapproof_backend::call>(table);
#include "calls/calls.def"
  record_accesses();
  // The library stays loaded as long as the real one is held, which the caller sees to.
  return adopt_backend(&table, backend.origin(), nullptr);
}

}  // namespace mapproof
