// The proof that a case maps what it says.
// SPDX-License-Identifier: Apache-2.0
#include "map_case.hpp"

#include <string>

#include "result/result_file.hpp"

namespace mapproof::bench {
namespace {

std::optional<Refusal> compare_with_witness(const MapCase& which, const void* address) {
  const mapproof_backend& table = which.session->table();
  // The bare system call's mapping is in no table of the backend.
  if (which.is_floor || table.physical_of == nullptr) return std::nullopt;
  std::uint64_t physical = 0;
  if (table.physical_of(which.session->handle(), address, &physical).error != 0) return std::nullopt;
  if (physical == which.request.physical) return std::nullopt;
  return Refusal{EIO,
                 "the mapping of " + hex(which.request.physical) + " shows physical address " + hex(physical) + "."};
}

}  // namespace

std::optional<Refusal> MapCase::verify() const {
  const mapproof_address_outcome mapped = map();
  if (failed(mapped)) return Refusal{mapped.error};
  if (touch) (void)*static_cast<const volatile unsigned char*>(mapped.value);
  std::optional<Refusal> wrong = compare_with_witness(*this, mapped.value);
  const mapproof_status_outcome unmapped = unmap(mapped.value);
  if (failed(unmapped)) return Refusal{unmapped.error, "the mapping cannot be unmapped again."};
  return wrong;
}

}  // namespace mapproof::bench
