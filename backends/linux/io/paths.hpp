// Where this backend finds what the kernel offers. Only tests put anything else here.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mapproof::lnx {

struct Paths {
  std::string pci_devices = "/sys/bus/pci/devices";
  std::string devmem = "/dev/mem";
  std::string uio_class = "/sys/class/uio";
  std::string devices = "/dev";
  std::string iomem = "/proc/iomem";
  std::string ioports = "/proc/ioports";
  std::string memtypes = "/sys/kernel/debug/x86/pat_memtype_list";
};

}  // namespace mapproof::lnx
