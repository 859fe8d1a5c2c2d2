// Makes the memory that a lookup is about, and checks the first answer before any is timed.
// SPDX-License-Identifier: Apache-2.0
#include "offset_case.hpp"

#include <string>

#include "result/result_file.hpp"

namespace mapproof::bench {
std::optional<Refusal> disproved(const Session& session, const void* address, std::uint64_t physical) {
  const mapproof_backend& table = session.table();
  std::uint64_t truth = 0;
  if (table.physical_of == nullptr) return std::nullopt;
  if (table.physical_of(session.handle(), address, &truth).error != 0 || truth == physical) return std::nullopt;
  return Refusal{EIO, "the lookup answered " + hex(physical) + " for a page that lies at " + hex(truth) + "."};
}

std::string doubt_of_run(const Session& session, const void* address, const mapproof_extent& run) {
  const mapproof_backend& table = session.table();
  std::uint64_t truth = 0;
  if (table.physical_of == nullptr || run.length == 0) return {};
  const auto* const last = static_cast<const std::byte*>(address) + (run.length - 1);
  const std::uint64_t claimed = run.physical + (run.length - 1);
  if (table.physical_of(session.handle(), last, &truth).error != 0 || truth == claimed) return {};
  return "a run of " + std::to_string(run.length) + " bytes is called contiguous, but its last byte lies at " +
         hex(truth) + " and not at " + hex(claimed) + ".";
}

std::optional<Refusal> walk(const OffsetCase& which, mapproof_offset_request request, std::size_t& runs) {
  for (runs = 0; request.length > 0; ++runs) {
    const mapproof_status_outcome outcome = which.call(which.session->handle(), &request);
    if (outcome.value == -1) return outcome.error;
    const std::size_t run = *request.contig_length;
    if (run == 0 || run > request.length) return Refusal{EIO, "contig_len is not within the range."};
    request.address = static_cast<const std::byte*>(request.address) + run;
    request.length -= run;
  }
  return std::nullopt;
}

Lookup::Lookup(const OffsetCase& which)
    : memory_(locked_memory(*which.session, which.memory_node, which.length, which.kind)),
      request_{memory_->address(), which.length, &offset_, &contig_length_, nullptr, MAPPROOF_NOFD, 0},
      refusal_(memory_->refusal()) {
  if (refusal_) return;
  const mapproof_status_outcome outcome = which.call(which.session->handle(), &request_);
  refusal_ = outcome.value == -1 ? Refusal{outcome.error} : disproved(*which.session, memory_->address(), physical());
  // The bare system calls say nothing of a run.
  if (!refusal_ && contig_length_ != 0) {
    doubt_ = doubt_of_run(*which.session, memory_->address(), {physical(), contig_length_});
  }
}

}  // namespace mapproof::bench
