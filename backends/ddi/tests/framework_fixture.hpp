// A framework behind a table of its own, as a backend would offer it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "ddi/framework_calls.hpp"
#include "ddi/probe_driver.hpp"

struct mapproof_session {
  mapproof::ddi::Framework framework;
};

namespace mapproof::ddi {

inline Framework& framework_of(mapproof_session* session) { return session->framework; }

class FrameworkTest : public testing::Test {
 protected:
  FrameworkTest() { table_.page_id = FrameworkCalls<Framework, framework_of>::page_id; }

  int attach(const ProbeDriver& probe) { return framework().attach(&probe.driver()).value; }
  int open(int device, std::uint32_t access = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE, std::uint32_t channel = 0) {
    return framework().open({device, channel, access, 0}).value;
  }
  mapproof_address_outcome map(int fd, std::uint64_t offset, std::size_t length,
                               std::uint32_t flags = MAPPROOF_MAP_SHARED,
                               std::uint32_t protection = MAPPROOF_PROT_READ | MAPPROOF_PROT_WRITE,
                               void* address = nullptr) {
    mapproof_mmap_request request{};
    request.address = address;
    request.length = length;
    request.offset = offset;
    request.protection = protection;
    request.flags = flags;
    request.fd = fd;
    return framework().map(request);
  }
  mapproof_status_outcome unmap(void* address, std::size_t length) {
    return framework().unmap({address, length, 0, 0});
  }

  Framework& framework() { return session_.framework; }

  const std::size_t page_ = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  mapproof_backend table_{};
  mapproof_session session_;
};

}  // namespace mapproof::ddi
