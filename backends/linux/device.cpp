// Opening a device file.
// SPDX-License-Identifier: Apache-2.0
#include "device.hpp"

namespace mapproof::lnx {

Descriptor open_device_file(const DeviceFile& file, bool for_writing) {
  return Descriptor(::open(file.path.c_str(), (for_writing ? O_RDWR : O_RDONLY) | O_CLOEXEC | file.flags));
}

}  // namespace mapproof::lnx
