// Opens the device file of a window.
// SPDX-License-Identifier: Apache-2.0
#include "device.hpp"

#include <fcntl.h>

#include "linux/io/own_file.hpp"

namespace mapproof::lnx {

int open_device_file(const DeviceFile& file, bool for_writing) {
  return open_own(file.path.c_str(), (for_writing ? O_RDWR : O_RDONLY) | file.flags);
}

}  // namespace mapproof::lnx
