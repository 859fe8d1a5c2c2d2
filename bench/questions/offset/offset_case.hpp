// One case of the offset questions: which call, about how much memory of which node.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "host/session.hpp"
#include "rows/memory.hpp"
#include "rows/refusal.hpp"

namespace mapproof::bench {

using OffsetCall = mapproof_status_outcome (*)(mapproof_session*, const mapproof_offset_request*);

struct OffsetCase {
  const Session* session = nullptr;
  OffsetCall call = nullptr;
  int memory_node = 0;
  std::size_t length = 0;
  std::uint32_t kind = MAPPROOF_MEMORY_ANONYMOUS;  ///< enum mapproof_memory_kind
};

/// Locked memory of a case, and one lookup about it.
class Lookup {
 public:
  explicit Lookup(const OffsetCase& which);

  /// Why no number of this case may be reported: no memory, no lock, or a lookup that was refused or wrong.
  const std::optional<Refusal>& refusal() const { return refusal_; }
  /// Why its answers cannot be true although they were given, in one sentence; empty if nothing speaks against them.
  const std::string& doubt() const { return doubt_; }
  const mapproof_offset_request& request() const { return request_; }
  const std::byte* address() const { return memory_->address(); }
  std::uint64_t physical() const { return static_cast<std::uint64_t>(offset_); }
  std::size_t contig_length() const { return contig_length_; }

 private:
  std::shared_ptr<const LockedMemory> memory_;
  std::int64_t offset_ = 0;
  std::size_t contig_length_ = 0;
  mapproof_offset_request request_;
  std::optional<Refusal> refusal_;
  std::string doubt_;
};

/// What speaks against a run that starts at `address`: the witness sees its last byte elsewhere. Empty if nothing does.
std::string doubt_of_run(const Session& session, const void* address, const mapproof_extent& run);

/// How many runs a range has decides what a walk costs and differs from launch to launch, so it goes into the record.
inline constexpr const char* extents_counter = "extents";

/// Asks from run to run until the range ends, and counts the runs.
std::optional<Refusal> walk(const OffsetCase& which, mapproof_offset_request request, std::size_t& runs);

/// Compares an answer with the backend's witness, where it has one.
std::optional<Refusal> disproved(const Session& session, const void* address, std::uint64_t physical);

}  // namespace mapproof::bench
