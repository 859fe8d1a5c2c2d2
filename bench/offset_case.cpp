// Makes the memory that a lookup is about, and checks the first answer before any is timed.
// SPDX-License-Identifier: Apache-2.0
#include "offset_case.hpp"

#include <string>

#include "schema/result_file.hpp"

namespace mapproof::bench {
namespace {

std::vector<std::uint32_t> kinds(const OffsetCase& which) {
  const bool low = which.below_2g && (which.session->facts().memory_kinds >> MAPPROOF_MEMORY_BELOW_2G & 1u) != 0;
  if (low) return {MAPPROOF_MEMORY_BELOW_2G, MAPPROOF_MEMORY_ANONYMOUS};
  return {MAPPROOF_MEMORY_ANONYMOUS};
}

}  // namespace

std::optional<Refusal> disproved(const Session& session, const void* address, std::uint64_t physical) {
  const mapproof_backend& table = session.table();
  std::uint64_t truth = 0;
  if (table.physical_of == nullptr) return std::nullopt;
  if (table.physical_of(session.handle(), address, &truth).error != 0 || truth == physical) return std::nullopt;
  return Refusal{EIO, "the lookup answered " + hex(physical) + " for a page that lies at " + hex(truth) + "."};
}

Lookup::Lookup(const OffsetCase& which)
    : memory_(*which.session, which.memory_node, which.length, kinds(which)),
      request_{memory_.address(), which.length, &offset_, &contig_length_, nullptr, MAPPROOF_NOFD, 0},
      refusal_(memory_.refusal()) {
  if (refusal_) return;
  const mapproof_status_outcome outcome = which.call(which.session->handle(), &request_);
  refusal_ = outcome.value == -1 ? Refusal{outcome.error} : disproved(*which.session, memory_.address(), physical());
}

}  // namespace mapproof::bench
