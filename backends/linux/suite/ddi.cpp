// The contract's driver group through the module mapproof-ddi.
// SPDX-License-Identifier: Apache-2.0
#include "ddi.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "linux/context/native.hpp"
#include "linux/ddi/uapi.h"
#include "linux/targets/refusal.hpp"

namespace mapproof::lnx {
namespace {

constexpr std::uint32_t no_id_of_the_framework = MAPPROOF_DDI_NOPAGE - 1;

mapproof_address_outcome map_refused(int error) { return {MAP_FAILED, error}; }

// The module's names have 32 bits; what a driver made up must not become one of them by chance.
std::uint32_t narrow(mapproof_page_id id) {
  if (id == MAPPROOF_NOPAGE) return MAPPROOF_DDI_NOPAGE;
  return id < no_id_of_the_framework ? static_cast<std::uint32_t>(id) : no_id_of_the_framework;
}

mapproof_page_id widen(std::uint32_t id) { return id == MAPPROOF_DDI_NOPAGE ? MAPPROOF_NOPAGE : id; }

bool has_entry_point(const mapproof_driver& driver) {
  return driver.ddi_version >= 80 ? driver.mmap != nullptr : driver.mmap_before_8 != nullptr;
}

}  // namespace

bool has_ddi() { return access(MAPPROOF_DDI_CONTROL, R_OK | W_OK) == 0; }

void require_ddi() {
  if (has_ddi()) return;
  if (access(MAPPROOF_DDI_CONTROL, F_OK) == 0)
    throw Refusal(EACCES, "target 'ddi:linux' cannot be used: " MAPPROOF_DDI_CONTROL " is root's; run as root.");
  throw Refusal(
      ENODEV,
      "target 'ddi:linux' cannot be used: the kernel module mapproof-ddi is not loaded; the lab's scene 'ddi' "
      "has it (mapproof lab run --scene ddi).");
}

// 0 or more, or a negative errno.
int DdiFramework::call(unsigned long command, void* argument) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!control_) control_ = Descriptor(::open(MAPPROOF_DDI_CONTROL, O_RDWR | O_CLOEXEC));
    if (!control_) return -errno;
  }
  const int result = ioctl(control_.number(), command, argument);
  return result < 0 ? -errno : result;
}

DdiFramework::Attached DdiFramework::attached(int device) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = devices_.find(device);
  return found == devices_.end() ? Attached{} : found->second;
}

DdiFramework::Attached DdiFramework::of_descriptor(int fd) {
  int device = -1;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = device_of_descriptor_.find(fd);
    if (found != device_of_descriptor_.end()) device = found->second;
  }
  return attached(device);
}

mapproof_status_outcome DdiFramework::attach(const mapproof_driver* driver) {
  if (driver == nullptr) return {-1, EINVAL};
  mapproof_ddi_attach request{};
  request.ddi_version = driver->ddi_version;
  request.channel_count = driver->channel_count;
  request.has_mmap = has_entry_point(*driver) ? 1 : 0;
  if (const int result = call(MAPPROOF_DDI_ATTACH, &request); result < 0) return {-1, -result};
  Attached device{driver, nullptr};
  const int error = driver->config_add != nullptr ? driver->config_add(driver, request.key, &device.instance) : 0;
  if (error != 0) {
    call(MAPPROOF_DDI_DETACH, &request.device);
    return {-1, error};
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  devices_[request.device] = device;
  return {request.device, 0};
}

mapproof_status_outcome DdiFramework::detach(int number) {
  const Attached device = attached(number);
  if (const int result = call(MAPPROOF_DDI_DETACH, &number); result < 0) return {-1, -result};
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    devices_.erase(number);
  }
  if (device.driver != nullptr && device.driver->config_remove != nullptr)
    device.driver->config_remove(device.driver, device.instance);
  return {0, 0};
}

mapproof_status_outcome DdiFramework::open(const mapproof_driver_open_request& request) {
  const Attached device = attached(request.device);
  mapproof_ddi_channel channel{request.device, request.channel, request.access, 0};
  if (const int result = call(MAPPROOF_DDI_MAY_OPEN, &channel); result < 0) return {-1, -result};
  if (device.driver != nullptr && device.driver->open != nullptr) {
    const int error = device.driver->open(device.driver, device.instance, &channel.channel, request.access);
    if (error != 0) return {-1, error};
  }
  const int fd = call(MAPPROOF_DDI_OPEN, &channel);
  if (fd < 0) return {-1, -fd};
  const std::lock_guard<std::mutex> lock(mutex_);
  device_of_descriptor_[fd] = request.device;
  return {fd, 0};
}

// The kernel has decided that a channel is closed; its driver is told here, before the call that caused it returns.
void DdiFramework::hear_of_closes() {
  mapproof_ddi_channel closed{};
  while (call(MAPPROOF_DDI_NEXT_CLOSE, &closed) >= 0) {
    const Attached device = attached(closed.device);
    if (device.driver != nullptr && device.driver->close != nullptr)
      device.driver->close(device.driver, device.instance, closed.channel);
  }
}

mapproof_status_outcome DdiFramework::close(int fd) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (device_of_descriptor_.erase(fd) == 0) return {-1, EBADF};
  }
  if (::close(fd) != 0) return {-1, errno};
  hear_of_closes();
  return {0, 0};
}

mapproof_page_id DdiFramework::ask(const Attached& asked, const mapproof_ddi_map& question) {
  const mapproof_driver& driver = *asked.driver;
  if (driver.ddi_version < 80)
    return driver.mmap_before_8(&driver, question.device_number, static_cast<std::int64_t>(question.offset),
                                question.asked);
  return driver.mmap(&driver, asked.instance, question.channel, static_cast<std::size_t>(question.offset),
                     question.asked);
}

// A page at a time: the kernel says which, the driver answers in this thread, and the kernel goes on.
mapproof_address_outcome DdiFramework::map(const mapproof_mmap_request& request) {
  mapproof_ddi_map step{};
  step.address = reinterpret_cast<std::uintptr_t>(request.address);
  step.length = request.length;
  step.offset = request.offset;
  step.protection =
      static_cast<std::uint32_t>(linux_protection(native_protection(request.protection, request.raw_protection)));
  step.flags = native_flags(request.flags, request.raw_flags);
  const Attached device = of_descriptor(request.fd);
  for (;;) {
    if (ioctl(request.fd, MAPPROOF_DDI_MAP, &step) != 0) return map_refused(errno == ENOTTY ? ENODEV : errno);
    if (step.state == MAPPROOF_DDI_DONE) break;
    step.answer = device.driver == nullptr ? MAPPROOF_DDI_NOPAGE : narrow(ask(device, step));
  }
  hear_of_closes();  // of what a fixed mapping replaced
  return {reinterpret_cast<void*>(static_cast<std::uintptr_t>(step.address)), 0};
}

mapproof_status_outcome DdiFramework::unmap(const mapproof_unmap_request& request) {
  if (munmap(request.address, request.length) != 0) return {-1, errno};
  hear_of_closes();
  return {0, 0};
}

mapproof_page_id DdiFramework::page_id(const mapproof_page_id_request& request) {
  mapproof_ddi_page page{};
  page.source = request.source;
  page.chunk = request.chunk;
  page.key = request.key;
  page.offset = request.offset;
  page.physical = request.physical;
  page.space = request.space;
  const auto address = reinterpret_cast<std::uintptr_t>(request.address);
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const Memory& memory : memory_) {
      if (address - memory.address < memory.length) page.address = memory.handle + (address - memory.address);
    }
  }
  return call(MAPPROOF_DDI_PAGE_ID, &page) < 0 ? MAPPROOF_NOPAGE : widen(page.id);
}

mapproof_arrange_outcome DdiFramework::modify(int number) {
  mapproof_ddi_attach request{};
  request.device = number;
  if (const int result = call(MAPPROOF_DDI_MODIFY, &request); result < 0)
    return {-result, "the framework has no device of this number"};
  const Attached device = attached(number);
  constexpr std::size_t needed = offsetof(mapproof_driver, config_modify) + sizeof device.driver->config_modify;
  if (device.driver == nullptr || device.driver->struct_size < needed || device.driver->config_modify == nullptr)
    return {0, nullptr};
  const int error = device.driver->config_modify(device.driver, device.instance, request.key);
  return {error, error == 0 ? nullptr : "the driver refused the change of its resources"};
}

mapproof_arrange_outcome DdiFramework::resource(std::uint64_t key, std::uint32_t chunk,
                                                mapproof_driver_resource& resource) {
  mapproof_ddi_resource asked{};
  asked.key = key;
  asked.chunk = chunk;
  if (call(MAPPROOF_DDI_RESOURCE, &asked) < 0) return {ENXIO, "no device has this resource key and chunk"};
  resource = {asked.physical, static_cast<std::size_t>(asked.length), asked.chunk_count, 0};
  return {0, nullptr};
}

mapproof_arrange_outcome DdiFramework::kernel_memory(std::size_t length, void*& address) {
  mapproof_ddi_memory memory{};
  memory.length = length;
  if (call(MAPPROOF_DDI_MEMORY, &memory) < 0) return {ENOMEM, "the framework has no more kernel memory"};
  void* const place =
      mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED, control_.number(), static_cast<off_t>(memory.handle));
  if (place == MAP_FAILED) return {errno, "the framework's kernel memory cannot be seen"};
  const std::lock_guard<std::mutex> lock(mutex_);
  memory_.push_back({reinterpret_cast<std::uintptr_t>(place), length, memory.handle});
  address = place;
  return {0, nullptr};
}

// What the suite saw of the kernel's memory keeps the control device open.
DdiFramework::~DdiFramework() {
  for (const Memory& memory : memory_) munmap(reinterpret_cast<void*>(memory.address), memory.length);
}

}  // namespace mapproof::lnx
