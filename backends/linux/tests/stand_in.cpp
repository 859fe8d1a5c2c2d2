// Builds and removes the tree of files.
// SPDX-License-Identifier: Apache-2.0
#include "stand_in.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace mapproof::lnx {
namespace {

constexpr unsigned long long bar_length = 0x10000;

std::string resource_line(unsigned long long first, unsigned long long length, unsigned long long flags) {
  char line[64];
  std::snprintf(line, sizeof line, "0x%016llx 0x%016llx 0x%016llx\n", first, first + length - 1, flags);
  return line;
}

}  // namespace

StandIn::StandIn(unsigned long long physical) {
  std::string pattern = (std::filesystem::temp_directory_path() / "mapproof-stand-in-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder for a stand-in: " + pattern);
  root_ = pattern;
  // Readable by every user, as sysfs is; the BARs themselves are not.
  std::filesystem::permissions(root_, std::filesystem::perms(0755));
  std::filesystem::create_directories(device(""));
  write(device("resource"), resource_line(0xfd000880, 0x100, 0x200) + resource_line(0xc000, 0x20, 0x101) +
                                resource_line(physical, bar_length, 0x2208) + resource_line(0, 1, 0));
  write(device("config"), std::string("\x34\x12\x11\x10\x03\x00\x00\x00", 8));
  write(device("enable"), "1\n");
  write(device("vendor"), "0x1234\n");
  write(device("device"), "0x1011\n");
  write(device("numa_node"), "-1\n");
  for (const char* bar : {"resource0", "resource2", "resource2_wc"}) {
    write(device(bar), "");
    std::filesystem::resize_file(device(bar), bar_length);
    std::filesystem::permissions(device(bar), std::filesystem::perms(0600));
  }
  write(devmem(), "");
  std::filesystem::resize_file(devmem(), physical + bar_length);
}

StandIn::~StandIn() {
  std::error_code ignored;
  std::filesystem::remove_all(root_, ignored);
}

Paths StandIn::paths() const {
  Paths paths;
  paths.pci_devices = root_ + "/devices";
  paths.uio_class = root_ + "/uio";
  paths.devices = root_;
  paths.devmem = devmem();
  paths.memtypes = memtypes();
  return paths;
}

void StandIn::write(const std::string& path, const std::string& text) const {
  std::ofstream(path, std::ios::binary) << text;
}

void StandIn::bind_driver(const std::string& name) const {
  std::filesystem::create_symlink("../../drivers/" + name, device("driver"));
}

void StandIn::add_uio(unsigned long long physical, unsigned long long length) const {
  const std::string folder = root_ + "/uio/uio0";
  std::filesystem::create_directories(folder + "/maps");
  std::filesystem::create_symlink("../../devices/0000:00:04.0", folder + "/device");
  write(folder + "/name", "stand-in\n");
  if (length == 0) return;
  const std::string map = folder + "/maps/map0";
  std::filesystem::create_directories(map);
  write(map + "/addr", std::to_string(physical) + "\n");
  write(map + "/size", std::to_string(length) + "\n");
  write(map + "/offset", "0x0\n");
  write(root_ + "/uio0", "");
  std::filesystem::resize_file(root_ + "/uio0", length);
}

void StandIn::switch_memory_decoding_off() const { write(device("config"), std::string(8, '\0')); }

}  // namespace mapproof::lnx
