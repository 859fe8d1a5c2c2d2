// What the arguments of recorded calls are made from: what earlier calls gave, or numbers.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "calls/call_shape.hpp"
#include "record/call_log.hpp"

namespace mapproof {

struct Operand {
  enum class Base {
    number,
    result,      ///< the address, handle or device that a call gave
    physical,    ///< the physical address that a call told
    descriptor,  ///< one that a call opened; `distance` counts those of one call
    key,         ///< what an entry point of a driver was given
    turned_key,  ///< the same with all bits turned, which is the key of no device
  };
  Base base = Base::number;
  std::uint64_t number = 0;   ///< as it was recorded
  std::uint32_t call = 0;     ///< which one gave it
  std::int64_t distance = 0;  ///< so far behind what that call gave

  bool is_given() const { return base != Base::number; }
};

/// An argument of the call at this place; a number for NULL and for what no earlier call gave.
Operand operand_of(const CallLog& log, std::uint32_t place, const Parameter& parameter);

/// A number that is known to be of a kind, as one that is used at `end`.
Operand address_operand(const CallLog& log, std::uint64_t address, std::uint32_t end);
Operand descriptor_operand(const CallLog& log, std::uint64_t descriptor, std::uint32_t end);
Operand key_operand(const CallLog& log, std::uint64_t key, std::uint32_t end);

/// Every descriptor that an entry before `end` opened, also those that are closed.
std::vector<Operand> opened_descriptors(const CallLog& log, std::uint32_t end);

/// Whether the call stored a physical address.
bool tells_physical(const RecordedCall& call);

/// Whether the call maps an object that the check opened by itself: its offset is a place in there, and no physical
/// address.
bool is_place_in_own_object(const CallLog& log, std::uint32_t call);

}  // namespace mapproof
