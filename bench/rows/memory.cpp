// Asking the backend for memory of a kind and a node.
// SPDX-License-Identifier: Apache-2.0
#include "memory.hpp"

#include <cstring>

#include "shared_setup.hpp"

namespace mapproof::bench {
std::shared_ptr<const LockedMemory> locked_memory(const Session& session, int node, std::size_t length,
                                                  std::uint32_t kind) {
  return SharedSetUp::get<LockedMemory>({&session, node, length, kind}, [&] {
    const auto take = [&] { return std::make_shared<LockedMemory>(session, node, length, std::vector{kind}); };
    auto taken = take();
    // What others hold locked may be what is missing.
    if (taken->refusal() && SharedSetUp::drop()) taken = take();
    return taken;
  });
}

LockedMemory::LockedMemory(const Session& session, int node, std::size_t length,
                           const std::vector<std::uint32_t>& kinds)
    : session_(session), length_(length) {
  acquire(node, kinds);
  if (address_ == nullptr) return;
  // In this order: locking brings all pages at once, touching them one by one.
  lock();
  std::memset(address_, 0x5a, length_);
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
