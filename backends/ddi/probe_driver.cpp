// The recording driver.
// SPDX-License-Identifier: Apache-2.0
#include "probe_driver.hpp"

namespace mapproof::ddi {

ProbeDriver::ProbeDriver(const mapproof_backend& table, mapproof_session* session, ProbeBehaviour behaviour)
    : table_(table), session_(session), behaviour_(behaviour) {
  driver_.struct_size = sizeof driver_;
  driver_.ddi_version = 80;
  driver_.channel_count = 4;
  driver_.config_add = config_add;
  driver_.open = open;
  driver_.close = close;
  driver_.mmap = behaviour_.has_mmap ? mmap : nullptr;
  driver_.context = this;
}

void ProbeDriver::record(const ProbeCall& call) {
  const std::lock_guard<std::mutex> lock(mutex_);
  calls_.push_back(call);
}

std::vector<ProbeCall> ProbeDriver::calls(ProbeCall::Entry entry) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  std::vector<ProbeCall> matching;
  for (const ProbeCall& call : calls_) {
    if (call.entry == entry) matching.push_back(call);
  }
  return matching;
}

std::vector<std::size_t> ProbeDriver::asked_offsets() const {
  std::vector<std::size_t> offsets;
  for (const ProbeCall& call : calls(ProbeCall::Entry::mmap)) offsets.push_back(call.offset);
  return offsets;
}

int ProbeDriver::config_add(const mapproof_driver* self, std::uint64_t key, void** instance) {
  of(self).key_ = key;
  *instance = self->context;
  return 0;
}

int ProbeDriver::open(const mapproof_driver* self, void*, std::uint32_t* channel, std::uint32_t access) {
  of(self).record({ProbeCall::Entry::open, *channel, 0, access});
  return 0;
}

int ProbeDriver::close(const mapproof_driver* self, void*, std::uint32_t channel) {
  of(self).record({ProbeCall::Entry::close, channel, 0, 0});
  return 0;
}

mapproof_page_id ProbeDriver::mmap(const mapproof_driver* self, void*, std::uint32_t channel, std::size_t offset,
                                   std::uint32_t protection) {
  ProbeDriver& probe = of(self);
  probe.record({ProbeCall::Entry::mmap, channel, offset, protection});
  if (offset >= probe.behaviour_.length || (protection & probe.behaviour_.refused_protection) != 0)
    return MAPPROOF_NOPAGE;
  mapproof_page_id_request request{};
  request.source = MAPPROOF_DEVMEM_PPID;
  request.key = probe.key_;
  request.offset = offset;
  return probe.table_.page_id(probe.session_, &request);
}

}  // namespace mapproof::ddi
