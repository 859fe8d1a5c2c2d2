// One case of the offset questions: which call, about how much memory of which node.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "host/session.hpp"
#include "memory.hpp"
#include "row.hpp"

namespace mapproof::bench {

using OffsetCall = mapproof_status_outcome (*)(mapproof_session*, const mapproof_offset_request*);

struct OffsetCase {
  const Session* session = nullptr;
  OffsetCall call = nullptr;
  int memory_node = 0;
  std::size_t length = 0;
  bool below_2g = false;  ///< where the backend has such memory: a 32-bit off_t holds no other address
};

/// Locked memory of a case, and one lookup about it.
class Lookup {
 public:
  explicit Lookup(const OffsetCase& which);

  /// Why no number of this case may be reported: no memory, no lock, or a lookup that was refused or wrong.
  const std::optional<Refusal>& refusal() const { return refusal_; }
  const mapproof_offset_request& request() const { return request_; }
  const std::byte* address() const { return memory_.address(); }
  std::uint64_t physical() const { return static_cast<std::uint64_t>(offset_); }
  std::size_t contig_length() const { return contig_length_; }

 private:
  LockedMemory memory_;
  std::int64_t offset_ = 0;
  std::size_t contig_length_ = 0;
  mapproof_offset_request request_;
  std::optional<Refusal> refusal_;
};

/// Compares an answer with the backend's witness, where it has one.
std::optional<Refusal> disproved(const Session& session, const void* address, std::uint64_t physical);

}  // namespace mapproof::bench
