// What provoke() changed, to be undone.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/resource.h>

#include <cstddef>
#include <optional>
#include <vector>

namespace mapproof::lnx {

struct Provoked {
  std::optional<rlimit> address_space;
  std::optional<rlimit> locked_memory;
  bool lock_capability = false;       // dropped, and to be raised again
  bool port_capability = false;       // the same of CAP_SYS_RAWIO
  std::optional<unsigned> file_user;  // the user for file access before it became nobody

  struct Filler {
    void* address;
    std::size_t length;
  };
  std::vector<Filler> fillers;
};

}  // namespace mapproof::lnx
