// The driver that records what a framework asks of it.
// SPDX-License-Identifier: Apache-2.0
#include "probe_driver.hpp"

#include <utility>

namespace mapproof::ddi {
namespace {

// The older drivers of DDI 1, 2 and 4 have hat_getppfnum() of main memory instead.
bool has_phystoppid(std::uint32_t ddi_version) { return ddi_version >= 50 || (ddi_version >= 30 && ddi_version < 40); }

}  // namespace

ProbeDriver::ProbeDriver(const mapproof_backend& table, mapproof_session* session, ProbeBehaviour behaviour)
    : table_(table), session_(session), behaviour_(std::move(behaviour)) {
  const bool is_new = behaviour_.ddi_version >= 80;
  driver_.struct_size = sizeof driver_;
  driver_.ddi_version = behaviour_.ddi_version;
  driver_.channel_count = behaviour_.channel_count;
  if (behaviour_.has_instances) {
    driver_.config_add = config_add;
    driver_.config_modify = config_modify;
    driver_.config_remove = config_remove;
  }
  driver_.open = open;
  driver_.close = close;
  if (behaviour_.has_mmap && (is_new || behaviour_.has_both_forms)) driver_.mmap = mmap;
  if (behaviour_.has_mmap && (!is_new || behaviour_.has_both_forms)) driver_.mmap_before_8 = mmap_before_8;
  driver_.context = this;
}

void ProbeDriver::record(ProbeCall call) {
  call.thread = std::this_thread::get_id();
  const std::lock_guard<std::mutex> lock(mutex_);
  calls_.push_back(call);
}

std::vector<ProbeCall> ProbeDriver::calls() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return calls_;
}

std::vector<ProbeCall> ProbeDriver::calls(ProbeCall::Entry entry) const {
  std::vector<ProbeCall> matching;
  for (const ProbeCall& call : calls()) {
    if (call.entry == entry) matching.push_back(call);
  }
  return matching;
}

std::vector<std::size_t> ProbeDriver::asked_offsets() const {
  std::vector<std::size_t> offsets;
  for (const ProbeCall& call : calls(ProbeCall::Entry::mmap)) offsets.push_back(call.offset);
  return offsets;
}

std::uint64_t ProbeDriver::key() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return instances_.empty() ? 0 : instances_.back().key;
}

// What the framework hands over may be no instance of ours: that is for a check to find out, and not to crash on.
std::uint64_t ProbeDriver::key_of(const void* instance) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  for (const Instance& known : instances_) {
    if (&known == instance) return known.key;
  }
  return 0;
}

mapproof_page_id ProbeDriver::page_at(std::size_t offset) const { return page_of_key(key(), offset); }

mapproof_page_id ProbeDriver::page_of_key(std::uint64_t key, std::size_t offset) const {
  mapproof_page_id_request request{};
  request.source = MAPPROOF_DEVMEM_PPID;
  request.key = key;
  request.offset = offset;
  if (behaviour_.ddi_version < 80) {
    mapproof_driver_resource memory{};
    const auto resource = table_.driver_resource;
    if (resource == nullptr || resource(session_, key, 0, &memory).error != 0) return MAPPROOF_NOPAGE;
    if (offset >= memory.length) return MAPPROOF_NOPAGE;
    request.source = has_phystoppid(behaviour_.ddi_version) ? MAPPROOF_PHYSTOPPID : MAPPROOF_HAT_GETPPFNUM;
    request.physical = memory.physical + offset;
  }
  return table_.page_id(session_, &request);
}

mapproof_page_id ProbeDriver::answer(const ProbeCall& call) {
  record(call);
  if (behaviour_.inside) behaviour_.inside(call);
  if (behaviour_.answer) return behaviour_.answer(call);
  if (call.offset >= behaviour_.length || (call.protection & behaviour_.refused_protection) != 0)
    return MAPPROOF_NOPAGE;
  const std::size_t pages = call.channel * behaviour_.pages_per_channel;
  const std::size_t distance = pages == 0 ? 0 : pages * table_.facts(session_)->page_size;
  return page_of_key(call.key, call.offset + distance);
}

int ProbeDriver::config_add(const mapproof_driver* self, std::uint64_t key, void** instance) {
  ProbeDriver& probe = of(self);
  if (probe.behaviour_.add_error != 0) {
    probe.record({ProbeCall::Entry::config_add, 0, 0, 0, nullptr, key});
    return probe.behaviour_.add_error;
  }
  {
    const std::lock_guard<std::mutex> lock(probe.mutex_);
    probe.instances_.push_back({key});
    *instance = &probe.instances_.back();
  }
  probe.record({ProbeCall::Entry::config_add, 0, 0, 0, *instance, key});
  return 0;
}

int ProbeDriver::config_modify(const mapproof_driver* self, void* instance, std::uint64_t key) {
  ProbeDriver& probe = of(self);
  probe.record({ProbeCall::Entry::config_modify, 0, 0, 0, instance, key});
  const std::lock_guard<std::mutex> lock(probe.mutex_);
  for (Instance& known : probe.instances_) {
    if (&known == instance) known.key = key;
  }
  return 0;
}

int ProbeDriver::config_remove(const mapproof_driver* self, void* instance) {
  of(self).record({ProbeCall::Entry::config_remove, 0, 0, 0, instance});
  return 0;
}

int ProbeDriver::open(const mapproof_driver* self, void* instance, std::uint32_t* channel, std::uint32_t access) {
  ProbeDriver& probe = of(self);
  probe.record({ProbeCall::Entry::open, *channel, 0, access, instance});
  if (*channel == probe.behaviour_.redirects_from) ++*channel;
  return 0;
}

int ProbeDriver::close(const mapproof_driver* self, void* instance, std::uint32_t channel) {
  of(self).record({ProbeCall::Entry::close, channel, 0, 0, instance});
  return of(self).behaviour_.close_error;
}

mapproof_page_id ProbeDriver::mmap(const mapproof_driver* self, void* instance, std::uint32_t channel,
                                   std::size_t offset, std::uint32_t protection) {
  ProbeDriver& probe = of(self);
  return probe.answer({ProbeCall::Entry::mmap, channel, offset, protection, instance, probe.key_of(instance)});
}

// It is told no instance: the newest one is meant. A negative offset is recorded as the size_t of the same bits.
mapproof_page_id ProbeDriver::mmap_before_8(const mapproof_driver* self, std::uint32_t device, std::int64_t offset,
                                            std::uint32_t protection) {
  ProbeDriver& probe = of(self);
  const auto unsigned_offset = static_cast<std::size_t>(offset);
  return probe.answer({ProbeCall::Entry::mmap, device, unsigned_offset, protection, nullptr, probe.key(), true});
}

}  // namespace mapproof::ddi
