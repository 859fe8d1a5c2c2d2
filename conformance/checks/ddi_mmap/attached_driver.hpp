// A driver that is attached to the framework under test while it is in scope, and the probe in the version of the
// profile.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/check.hpp"
#include "core/subject.hpp"
#include "ddi/probe_driver.hpp"
#include "host/memory_access.hpp"
#include "host/session.hpp"

namespace mapproof {

inline constexpr std::uint32_t every_protection =
    MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE | MAPPROOF_PROT_EXEC | MAPPROOF_PROT_USER;
inline constexpr std::uint32_t open_read_write = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;

/// The probe as a driver of the DDI that the active profile is about; of DDI 8 in a profile that is about none.
class DriverProbe : public ddi::ProbeDriver {
 public:
  explicit DriverProbe(const Session& session, ddi::ProbeBehaviour behaviour = {})
      : ProbeDriver(session.table(), session.handle(), in_version_of_profile(std::move(behaviour))) {}

 private:
  static ddi::ProbeBehaviour in_version_of_profile(ddi::ProbeBehaviour behaviour) {
    if (chosen_subject().profile == Profile::svr5_ddi7) behaviour.ddi_version = 71;
    return behaviour;
  }
};

/// The arguments of the user's mmap() of a device.
struct DeviceMap {
  int fd = -1;
  std::uint64_t offset = 0;
  std::size_t length = 0;
  std::uint32_t protection = read_only;
  std::uint32_t flags = MAPPROOF_MAP_SHARED;
  void* address = nullptr;
};

/// Closes and detaches at the end what it opened and attached. Set-up that the framework refuses is unresolved.
class AttachedDriver {
 public:
  AttachedDriver(const Session& session, const mapproof_driver& driver) : session_(session) {
    const mapproof_status_outcome outcome = session_.table().driver_attach(session_.handle(), &driver);
    if (outcome.value == -1) throw Unresolved{"the framework refused the driver with " + errno_name(outcome.error)};
    device_ = outcome.value;
  }
  AttachedDriver(const Session& session, const ddi::ProbeDriver& probe) : AttachedDriver(session, probe.driver()) {}
  ~AttachedDriver() {
    for (const auto& [address, length] : mappings_) unmap_quietly(address, length);
    for (const int fd : descriptors_) session_.table().driver_close(session_.handle(), fd);
    if (device_ != -1) session_.table().driver_detach(session_.handle(), device_);
  }
  AttachedDriver(const AttachedDriver&) = delete;
  AttachedDriver& operator=(const AttachedDriver&) = delete;

  int device() const { return device_; }

  Result<int> try_open(std::uint32_t channel, std::uint32_t access = open_read_write) {
    const mapproof_driver_open_request request{device_, channel, access, 0};
    const mapproof_status_outcome outcome = session_.table().driver_open(session_.handle(), &request);
    if (outcome.value == -1) return Errno{outcome.error};
    descriptors_.push_back(outcome.value);
    return outcome.value;
  }
  int open(std::uint32_t access = open_read_write, std::uint32_t channel = 0) {
    const Result<int> fd = try_open(channel, access);
    if (!fd) throw Unresolved{"open() of the device was refused with " + name_of(fd.error())};
    return *fd;
  }

  void close(int fd) {
    session_.table().driver_close(session_.handle(), fd);
    descriptors_.erase(std::remove(descriptors_.begin(), descriptors_.end(), fd), descriptors_.end());
  }

  /// The driver_detach() of the contract; refused or not, the destructor tries again unless it was granted.
  Result<int> detach() {
    const mapproof_status_outcome outcome = session_.table().driver_detach(session_.handle(), device_);
    if (outcome.value == -1) return Errno{outcome.error};
    device_ = -1;
    return outcome.value;
  }

  /// Unmapped at the end, unless unmap() was told to.
  Result<void*> map(const DeviceMap& map) {
    mapproof_mmap_request request{};
    request.address = map.address;
    request.length = map.length;
    request.offset = map.offset;
    request.protection = map.protection;
    request.flags = map.flags;
    request.fd = map.fd;
    const mapproof_address_outcome outcome = session_.table().driver_mmap(session_.handle(), &request);
    if (outcome.value == Session::map_failed()) return Errno{outcome.error};
    mappings_.emplace_back(outcome.value, map.length);
    return outcome.value;
  }
  Result<void*> map(int fd, std::uint64_t offset, std::size_t length) { return map({fd, offset, length}); }

  /// The whole of one mapping.
  void unmap(void* address, std::size_t length) {
    unmap_quietly(address, length);
    const auto same = std::find(mappings_.begin(), mappings_.end(), std::make_pair(address, length));
    if (same != mappings_.end()) mappings_.erase(same);
  }

 private:
  void unmap_quietly(void* address, std::size_t length) const {
    const mapproof_unmap_request request{address, length, 0, 0};
    session_.table().driver_munmap(session_.handle(), &request);
  }

  const Session& session_;
  int device_ = -1;
  std::vector<int> descriptors_;
  std::vector<std::pair<void*, std::size_t>> mappings_;
};

/// The first word of mapped memory.
inline std::uint32_t word(const void* address) { return load_from<std::uint32_t>(address); }
inline void set_word(void* address, std::uint32_t value) { store_to(address, value); }

}  // namespace mapproof
