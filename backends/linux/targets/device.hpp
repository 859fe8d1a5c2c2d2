// The window of the opened target and the descriptors through which Linux maps it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "linux/context/machine.hpp"
#include "linux/io/descriptor.hpp"
#include "linux/io/paths.hpp"

namespace mapproof::lnx {

/// A file that maps physical memory, not opened yet.
struct DeviceFile {
  std::string path;
  int flags = 0;                 // beside the access mode
  std::uint64_t physical = 0;    // the physical address at `position`, on a page border
  std::uint64_t position = 0;    // the file offset where the range begins
  bool only_from_start = false;  // offsets name maps, not places: each mapping begins at `position`
  bool shows_physical = false;   // the kernel lists its mappings with the physical address

  std::uint64_t offset_of(std::uint64_t wanted) const { return position + (wanted - physical); }
};

/// Descriptors that were opened to find out what a device offers, and that it is mapped through.
struct OpenedDevice {
  Descriptor device;
  std::vector<Descriptor> kept;  // what must stay open beside it

  /// Closes nothing any more: the program did, and has given the numbers to files of its own.
  void forget() {
    device.release();
    for (Descriptor& file : kept) file.release();
  }
};

/// What a target string came to.
struct Device {
  std::string name;  // of the window
  std::uint64_t physical = 0;
  std::uint64_t length = 0;
  DeviceFile with_nocache;
  DeviceFile without_nocache;  // may be the same file
  std::uint32_t caching_with_nocache = MAPPROOF_CACHING_UNKNOWN;
  std::uint32_t caching_without_nocache = MAPPROOF_CACHING_UNKNOWN;
  bool is_memory = false;
  bool held = false;                     // by a driver: nobody else may map it
  std::string driver_link;               // instead: the link of sysfs that leads to the driver, if one holds it
  std::string config;                    // of a PCI function: the file of its configuration space
  bool is_file = false;                  // not a file of the kernel: its mode says who may do what
  std::shared_ptr<OpenedDevice> opened;  // instead of opening the files below by their paths
  std::size_t huge_page = 0;             // the only unit in which the file can be mapped; 0: the machine's page
  std::int32_t node = -1;
  std::vector<std::pair<std::string, std::string>> notes;
};

/// `pci:0000:00:04.0/2` or `pci:0000:00:04.0/2:wc`. Throws Refusal.
Device find_pci(const std::string& target, const Paths& paths);

/// The same of a function that cannot be mapped now, because a driver holds it or it is not enabled, but may be later.
Device find_held_pci(const std::string& target, const Paths& paths);

/// `devmem:0xfe000000+0x1000`, with `:memory` or `:registers` behind it if the user knows. Throws Refusal.
Device find_devmem(const std::string& target, const Paths& paths, const Machine& machine);

/// All of the physical space, through /dev/mem: for what lies in no other window.
Device all_of_devmem(const Paths& paths, const Machine& machine);

/// `uio:uio0/0`: a map of a UIO device, or the BAR of one that uio_pci_generic holds. Throws Refusal.
Device find_uio(const std::string& target, const Paths& paths, const Machine& machine);

/// `vfio:0000:00:05.0/0`: what VFIO lets be mapped of a BAR, mostly all of it. Throws Refusal.
std::vector<Device> find_vfio(const std::string& target, const Paths& paths, const Machine& machine);

/// `phys:0xfe000000+0x1000`: through the BAR that holds it, else the UIO map, else /dev/mem. Throws Refusal.
Device find_physical(const std::string& target, const Paths& paths, const Machine& machine);

/// `file:/dev/shm/window@0xfe000000+0x100000`. Throws Refusal.
Device find_file(const std::string& target, const Paths& paths, const Machine& machine);

/// Opens one of the files: its descriptor, or -1 with an errno.
int open_device_file(const DeviceFile& file, bool for_writing);

}  // namespace mapproof::lnx
