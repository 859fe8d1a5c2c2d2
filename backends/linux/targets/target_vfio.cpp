// vfio:DDDD:BB:DD.F/N: what VFIO lets a process map of a PCI function's BAR.
// SPDX-License-Identifier: Apache-2.0
#include <linux/vfio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "device.hpp"
#include "linux/io/text_file.hpp"
#include "pci_bar.hpp"
#include "physical_range.hpp"
#include "refusal.hpp"
#include "vfio_areas.hpp"

namespace mapproof::lnx {
namespace {

[[noreturn]] void refuse(const std::string& target, const char* what, const char* remedy) {
  const int error = errno;
  throw Refusal(error,
                "target '" + target + "' cannot be opened (" + what + ": " + std::strerror(error) + "): " + remedy);
}

Descriptor open_node(const std::string& target, const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (!file && errno == EBUSY) {
    refuse(target, path.c_str(), "another process has this group open, and it serves one at a time (conform: -j 1).");
  }
  if (!file) refuse(target, path.c_str(), "bind the function to vfio-pci, and be root or the owner of the node.");
  return file;
}

// Container, group, device: each is opened through the one before it, and all must stay open.
std::shared_ptr<OpenedDevice> open_device(const std::string& target, const NumberedPart& parts, const Paths& paths) {
  const std::string group = link_name(paths.pci_devices + "/" + parts.device + "/iommu_group");
  if (group.empty()) {
    throw Refusal(ENODEV, "target '" + target +
                              "' is in no IOMMU group: boot with the IOMMU switched on "
                              "(intel_iommu=on), or use a pci: target.");
  }
  auto opened = std::make_shared<OpenedDevice>();
  opened->kept.push_back(open_node(target, paths.devices + "/vfio/vfio"));
  opened->kept.push_back(open_node(target, paths.devices + "/vfio/" + group));
  const int container = opened->kept[0].number(), group_file = opened->kept[1].number();
  vfio_group_status status{};
  status.argsz = sizeof status;
  ioctl(group_file, VFIO_GROUP_GET_STATUS, &status);
  if ((status.flags & VFIO_GROUP_FLAGS_VIABLE) == 0) {
    throw Refusal(EBUSY, "target '" + target +
                             "' shares its IOMMU group with a device that another driver holds: "
                             "bind every device of the group to vfio-pci.");
  }
  if (ioctl(group_file, VFIO_GROUP_SET_CONTAINER, &container) != 0)
    refuse(target, "group", "see who else uses the group.");
  if (ioctl(container, VFIO_SET_IOMMU, VFIO_TYPE1v2_IOMMU) != 0) refuse(target, "container", "load vfio_iommu_type1.");
  opened->device = Descriptor(ioctl(group_file, VFIO_GROUP_GET_DEVICE_FD, parts.device.c_str()));
  if (!opened->device) refuse(target, "device", "bind the function to vfio-pci.");
  return opened;
}

// Without this bit of the command register an access ends in SIGBUS.
void decode_memory(int device) {
  vfio_region_info config{};
  config.argsz = sizeof config;
  config.index = VFIO_PCI_CONFIG_REGION_INDEX;
  if (ioctl(device, VFIO_DEVICE_GET_REGION_INFO, &config) != 0) return;
  const auto place = static_cast<off_t>(config.offset + 4);
  std::array<unsigned char, 2> command{};
  if (pread(device, command.data(), command.size(), place) != 2 || (command[0] & 0x2) != 0) return;
  command[0] |= 0x2;
  if (pwrite(device, command.data(), command.size(), place) != 2) return;
}

// The region with all its capabilities behind it.
std::vector<unsigned char> region_of(const std::string& target, int device, unsigned bar) {
  std::vector<unsigned char> bytes(sizeof(vfio_region_info));
  for (int turn = 0; turn < 2; ++turn) {
    auto* const region = reinterpret_cast<vfio_region_info*>(bytes.data());
    region->argsz = static_cast<std::uint32_t>(bytes.size());
    region->index = bar;
    if (ioctl(device, VFIO_DEVICE_GET_REGION_INFO, region) != 0)
      refuse(target, "region", "name a BAR of this function.");
    if (region->argsz <= bytes.size()) break;
    bytes.resize(region->argsz);
  }
  return bytes;
}

}  // namespace

std::vector<Device> find_vfio(const std::string& target, const Paths& paths, const Machine& machine) {
  const NumberedPart parts = parse_numbered(target, "vfio:", "vfio:DDDD:BB:DD.F/BAR, e.g. vfio:0000:00:05.0/0");
  const std::string folder = paths.pci_devices + "/" + parts.device;
  const PciBar bar = read_pci_bar(folder, parts.number);
  if (!bar.is_memory()) {
    throw Refusal(ENODEV, "target '" + target + "' is no memory BAR of a PCI function of this machine: see " + folder +
                              "/resource.");
  }
  const std::string driver = driver_behind(folder);
  if (driver != "vfio-pci") {
    throw Refusal(EBUSY, "target '" + target + "' is held by " +
                             (driver.empty() ? "no driver" : "the driver '" + driver + "'") +
                             ": bind it to vfio-pci (driver_override in " + folder + ").");
  }
  const std::shared_ptr<OpenedDevice> opened = open_device(target, parts, paths);
  decode_memory(opened->device.number());
  const std::vector<unsigned char> bytes = region_of(target, opened->device.number(), parts.number);
  vfio_region_info region{};
  std::memcpy(&region, bytes.data(), sizeof region);
  std::vector<Device> devices;
  for (const auto& [offset, length] : mappable_areas(bytes.data(), bytes.size())) {
    Device device;
    device.name = parts.device + "/" + std::to_string(parts.number) + (offset == 0 ? "" : "+" + hexadecimal(offset));
    device.physical = bar.first + offset;
    device.length = length;
    device.opened = opened;
    device.with_nocache = {"vfio:" + parts.device, 0, device.physical / machine.page * machine.page,
                           region.offset + offset};
    device.without_nocache = device.with_nocache;
    device.caching_with_nocache = device.caching_without_nocache = MAPPROOF_UNCACHED;
    device.is_memory = parts.is_memory.value_or(bar.is_prefetchable());
    devices.push_back(device);
  }
  if (devices.empty()) {
    throw Refusal(ENODEV, "target '" + target + "' offers nothing to map: this BAR is for read() and write() only.");
  }
  return devices;
}

}  // namespace mapproof::lnx
