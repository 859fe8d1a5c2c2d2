// A driver that is attached to the framework under test while it is in scope.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/check.hpp"
#include "host/session.hpp"

namespace mapproof {

inline constexpr std::uint32_t open_read_write = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE;

/// Closes and detaches at the end what it opened and attached. Set-up that the framework refuses is unresolved.
class AttachedDriver {
 public:
  AttachedDriver(const Session& session, const mapproof_driver& driver) : session_(session) {
    const mapproof_status_outcome outcome = session_.table().driver_attach(session_.handle(), &driver);
    if (outcome.value == -1) throw Unresolved{"the framework refused the driver with " + errno_name(outcome.error)};
    device_ = outcome.value;
  }
  ~AttachedDriver() {
    for (const int fd : descriptors_) session_.table().driver_close(session_.handle(), fd);
    session_.table().driver_detach(session_.handle(), device_);
  }
  AttachedDriver(const AttachedDriver&) = delete;
  AttachedDriver& operator=(const AttachedDriver&) = delete;

  int open(std::uint32_t access = open_read_write) {
    const mapproof_driver_open_request request{device_, 0, access, 0};
    const mapproof_status_outcome outcome = session_.table().driver_open(session_.handle(), &request);
    if (outcome.value == -1) throw Unresolved{"open() of the device was refused with " + errno_name(outcome.error)};
    descriptors_.push_back(outcome.value);
    return outcome.value;
  }

  void close(int fd) {
    session_.table().driver_close(session_.handle(), fd);
    for (std::size_t i = 0; i < descriptors_.size(); ++i) {
      if (descriptors_[i] == fd) descriptors_.erase(descriptors_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  Result<void*> map(int fd, std::uint64_t offset, std::size_t length, std::uint32_t protection = read_only,
                    std::uint32_t flags = MAPPROOF_MAP_SHARED) const {
    mapproof_mmap_request request{};
    request.length = length;
    request.offset = offset;
    request.protection = protection;
    request.flags = flags;
    request.fd = fd;
    const mapproof_address_outcome outcome = session_.table().driver_mmap(session_.handle(), &request);
    if (outcome.value == Session::map_failed()) return Errno{outcome.error};
    return outcome.value;
  }

  void unmap(void* address, std::size_t length) const {
    const mapproof_unmap_request request{address, length, 0, 0};
    session_.table().driver_munmap(session_.handle(), &request);
  }

 private:
  const Session& session_;
  int device_ = -1;
  std::vector<int> descriptors_;
};

}  // namespace mapproof
