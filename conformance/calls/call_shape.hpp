// The calls as data: what each is named, takes and answers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "api.hpp"
#include "call_id.hpp"

namespace mapproof {

struct Parameter {
  enum class Kind {
    address,     ///< may be the result of an earlier call, or lie in one
    handle,      ///< of mmap_device_io()
    descriptor,  ///< may be the result of an earlier call
    onto,        ///< a descriptor that another one is to become; -1 for any
    device,      ///< the result of a call that attached a driver
    key,         ///< may be what a driver was given
    physical,    ///< may be what an earlier call stored
    offset,      ///< a physical address, or a place in what the descriptor is open for
    length,      ///< of the range that starts at the address
    amount,      ///< of something else
    protection,
    flags,       ///< MAPPROOF_MAP_*
    value,       ///< is told even if it is 0
    bits,        ///< any other number of which 0 tells nothing
    node,        ///< is signed
    offset_out,  ///< a pointer to where the call stores: NULL or not
    length_out,
    descriptor_out,
    name,
  };
  std::string_view name;
  Kind kind;
  std::size_t offset;  ///< in the request
  std::size_t size;
};

/// Those of one call, in the order of its request.
class Parameters {
 public:
  constexpr Parameters() = default;
  template <std::size_t count>
  constexpr Parameters(std::string_view request, const Parameter (&all)[count])
      : request_(request), first_(all), count_(count) {}

  /// Its struct; "" if the arguments stand by themselves.
  constexpr std::string_view request() const { return request_; }
  constexpr const Parameter* begin() const { return first_; }
  constexpr const Parameter* end() const { return first_ + count_; }
  constexpr bool empty() const { return count_ == 0; }
  constexpr const Parameter& operator[](std::size_t place) const { return first_[place]; }
  /// The first of a kind; nullptr without one.
  constexpr const Parameter* find(Parameter::Kind kind) const {
    for (const Parameter& parameter : *this) {
      if (parameter.kind == kind) return &parameter;
    }
    return nullptr;
  }

 private:
  std::string_view request_;
  const Parameter* first_ = nullptr;
  std::size_t count_ = 0;
};

struct CallShape {
  enum class Result { nothing, address, status, descriptor, device, handle, number, page, arrangement };
  enum class Role { arrange, under_test, undo, port, witness, access, object, callback, own_driver, race, session };
  /// What a call stores where its last argument points.
  enum class Output { none, memory, physical, caching, resource };
  static constexpr std::size_t no_member = 0;

  CallId id;
  std::string_view name;
  std::size_t member = no_member;  ///< where it stands in the backend's table
  Parameters parameters{};
  Result result = Result::nothing;
  Role role = Role::arrange;
  Api group = api_none;
  CallId undo = CallId::none;  ///< what unmaps its result
  Output output = Output::none;
  std::uint32_t opens = 0;      ///< so many descriptors at most, which are stored
  bool numbers_differ = false;  ///< each result is another number as long as the earlier ones are open
  bool repeatable = true;       ///< whether another program can make the same call
};

const CallShape& shape_of(CallId id);

/// All of them, in the order of their identity.
struct AllCalls {
  const CallShape* first;
  const CallShape* last;
  const CallShape* begin() const { return first; }
  const CallShape* end() const { return last; }
};
AllCalls all_calls();

}  // namespace mapproof
