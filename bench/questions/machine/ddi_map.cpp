// What does mmap(D2) cost, by number of pages? Timed: each mmap() of a device whose driver is asked page by page. Not:
// the munmap().
// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "questions/questions.hpp"

namespace mapproof::bench {
namespace {

// A driver that shows the memory of its device, as far as that reaches.
struct ProbeDriver {
  mapproof_driver driver{};
  const Session* session = nullptr;
  std::uint64_t key = 0;
};

ProbeDriver& probe_of(const mapproof_driver* self) { return *static_cast<ProbeDriver*>(self->context); }

int take_key(const mapproof_driver* self, std::uint64_t key, void**) {
  probe_of(self).key = key;
  return 0;
}

mapproof_page_id page_of(const mapproof_driver* self, void*, std::uint32_t, std::size_t offset, std::uint32_t) {
  const ProbeDriver& probe = probe_of(self);
  mapproof_page_id_request request{};
  request.source = MAPPROOF_DEVMEM_PPID;
  request.key = probe.key;
  request.offset = offset;
  return probe.session->table().page_id(probe.session->handle(), &request);
}

// Attached and open for as long as it lives.
class ProbeDevice {
 public:
  explicit ProbeDevice(const Session& session) : session_(session) {
    probe_.session = &session;
    probe_.driver.struct_size = sizeof probe_.driver;
    probe_.driver.ddi_version = 80;
    probe_.driver.channel_count = 1;
    probe_.driver.config_add = take_key;
    probe_.driver.mmap = page_of;
    probe_.driver.context = &probe_;
    attach();
  }
  ~ProbeDevice() {
    if (file_ != -1) session_.table().driver_close(session_.handle(), file_);
    if (device_ != -1) session_.table().driver_detach(session_.handle(), device_);
  }
  ProbeDevice(const ProbeDevice&) = delete;
  ProbeDevice& operator=(const ProbeDevice&) = delete;

  const std::optional<Refusal>& refusal() const { return refusal_; }
  int file() const { return file_; }

 private:
  void attach() {
    const mapproof_status_outcome attached = session_.table().driver_attach(session_.handle(), &probe_.driver);
    device_ = attached.value;
    if (device_ == -1) {
      refusal_ = Refusal{attached.error, "the framework refused the driver."};
      return;
    }
    const mapproof_driver_open_request request{device_, 0, read_write, 0};
    const mapproof_status_outcome opened = session_.table().driver_open(session_.handle(), &request);
    file_ = opened.value;
    if (file_ == -1) refusal_ = Refusal{opened.error, "the device cannot be opened."};
  }

  const Session& session_;
  ProbeDriver probe_;
  int device_ = -1;
  int file_ = -1;
  std::optional<Refusal> refusal_;
};

}  // namespace

void ddi_map(benchmark::State& state, const Session& session, std::size_t pages, CallTimer& timer) {
  const ProbeDevice device{session};
  if (device.refusal()) return refuse(state, *device.refusal());
  mapproof_mmap_request request{};
  request.length = pages * session.page();
  request.protection = MAPPROOF_PROT_READ;
  request.flags = MAPPROOF_MAP_SHARED;
  request.fd = device.file();
  time_calls(state, timer, [&]() -> std::optional<Refusal> {
    const mapproof_address_outcome mapped = session.table().driver_mmap(session.handle(), &request);
    timer.lap();
    if (failed(mapped)) return Refusal{mapped.error, "the device may have fewer pages."};
    const mapproof_unmap_request end{mapped.value, request.length, 0, 0};
    const mapproof_status_outcome unmapped = session.table().driver_munmap(session.handle(), &end);
    if (failed(unmapped)) return unmapped.error;
    timer.pass();
    return std::nullopt;
  });
}

}  // namespace mapproof::bench
