// Asking the backend for memory of a kind and a node.
// SPDX-License-Identifier: Apache-2.0
#include "memory.hpp"

#include <cstring>

namespace mapproof::bench {

LockedMemory::LockedMemory(const Session& session, int node, std::size_t length,
                           const std::vector<std::uint32_t>& kinds)
    : session_(session), length_(length) {
  acquire(node, kinds);
  if (address_ == nullptr) return;
  std::memset(address_, 0x5a, length_);
  lock();
}

void LockedMemory::acquire(int node, const std::vector<std::uint32_t>& kinds) {
  const mapproof_backend& table = session_.table();
  if (table.memory_acquire == nullptr) {
    refusal_ = Refusal{ENOTSUP, "the backend cannot give memory of a chosen node."};
    return;
  }
  for (const std::uint32_t kind : kinds) {
    const mapproof_memory_request request{kind, node, length_};
    const mapproof_arrange_outcome outcome = table.memory_acquire(session_.handle(), &request, &address_);
    if (outcome.error == 0) {
      refusal_.reset();
      return;
    }
    address_ = nullptr;
    refusal_ = Refusal{outcome.error, outcome.reason};
  }
}

// mem_offset() answers for locked memory only; a system without mlock() may still answer, so that is no reason to stop.
void LockedMemory::lock() {
  if (!session_.has(&mapproof_backend::mlock)) return;
  const Result<int> locked = session_.lock(address_, length_);
  locked_ = locked.has_value();
  if (!locked)
    refusal_ = Refusal{locked.error().number, "the memory cannot be locked: raise the limit of locked memory."};
}

LockedMemory::~LockedMemory() {
  if (address_ == nullptr) return;
  if (locked_ && session_.has(&mapproof_backend::munlock)) (void)session_.unlock(address_, length_);
  if (session_.table().memory_release != nullptr) {
    session_.table().memory_release(session_.handle(), address_, length_);
  }
}

}  // namespace mapproof::bench
