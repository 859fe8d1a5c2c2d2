// Devices, channels and descriptors of the framework.
// SPDX-License-Identifier: Apache-2.0
#include "framework.hpp"

#include <cerrno>
#include <cstddef>

#include "open_file.hpp"

namespace mapproof::ddi {
namespace {

mapproof_status_outcome refused(int error) { return {-1, error}; }

// Descriptors of the framework are told from the system's own by starting high.
constexpr int first_descriptor = 1000;

template <class Value>
int lowest_free(const std::map<int, Value>& taken, int first) {
  int number = first;
  while (taken.count(number) != 0) ++number;
  return number;
}

}  // namespace

mapproof_status_outcome Framework::attach(const mapproof_driver* driver) {
  if (driver == nullptr) return refused(EINVAL);
  auto device = std::make_shared<Device>();
  device->driver = driver;
  int number = 0;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    number = lowest_free(devices_, 0);
    if (static_cast<std::size_t>(number) >= DeviceMemory::most_devices) return refused(ENOMEM);
    device->number = number;
    device->key = memory_.new_key(static_cast<std::size_t>(number));
    devices_[number] = device;
  }
  const int error = driver->config_add != nullptr ? driver->config_add(driver, device->key, &device->instance) : 0;
  if (error == 0) return {number, 0};
  const std::lock_guard<std::mutex> lock(mutex_);
  devices_.erase(number);
  return refused(error);
}

mapproof_status_outcome Framework::detach(int number) {
  std::shared_ptr<Device> device;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = devices_.find(number);
    if (found == devices_.end()) return refused(ENXIO);
    if (!found->second->open_channels.empty()) return refused(EBUSY);
    device = found->second;
    devices_.erase(found);
  }
  if (device->driver->config_remove != nullptr) device->driver->config_remove(device->driver, device->instance);
  return {0, 0};
}

mapproof_status_outcome Framework::open(const mapproof_driver_open_request& request) {
  OpenFile file;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = devices_.find(request.device);
    if (found == devices_.end() || request.channel >= found->second->driver->channel_count) return refused(ENXIO);
    file.device = found->second;
  }
  file.channel = request.channel;
  file.access = request.access;
  const mapproof_driver* const driver = file.device->driver;
  if (driver->open != nullptr) {
    const int error = driver->open(driver, file.device->instance, &file.channel, request.access);
    if (error != 0) return refused(error);
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  ++file.device->open_channels[file.channel];
  const int fd = lowest_free(files_, first_descriptor);
  files_[fd] = FilePointer(new OpenFile(std::move(file)), [this](OpenFile* last) {
    release_channel(*last);
    delete last;
  });
  return {fd, 0};
}

mapproof_status_outcome Framework::close(int fd) {
  FilePointer file;  // dropped outside of the lock
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(fd);
  if (found == files_.end()) return refused(EBADF);
  file = std::move(found->second);
  files_.erase(found);
  return {0, 0};
}

// Called when the last descriptor or page of an open file is gone.
void Framework::release_channel(const OpenFile& file) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (ending_) return;
    auto& channels = file.device->open_channels;
    if (--channels[file.channel] != 0) return;
    channels.erase(file.channel);
  }
  const mapproof_driver* const driver = file.device->driver;
  // A driver's close always succeeds logically, whatever it returns.
  if (driver->close != nullptr) driver->close(driver, file.device->instance, file.channel);
}

Framework::~Framework() {
  const std::lock_guard<std::mutex> lock(mutex_);
  ending_ = true;
}

Framework::FilePointer Framework::find(int fd) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = files_.find(fd);
  return found == files_.end() ? nullptr : found->second;
}

// The old key is stale before the driver hears of the new one: what it still answers with the old one is NOPAGE.
mapproof_arrange_outcome Framework::modify(int number) {
  std::shared_ptr<Device> device;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = devices_.find(number);
    if (found == devices_.end()) return {ENXIO, "the framework has no device of this number"};
    device = found->second;
    device->key = memory_.new_key(static_cast<std::size_t>(number));
  }
  const mapproof_driver& driver = *device->driver;
  constexpr std::size_t needed = offsetof(mapproof_driver, config_modify) + sizeof driver.config_modify;
  if (driver.struct_size < needed || driver.config_modify == nullptr) return {0, nullptr};
  const int error = driver.config_modify(&driver, device->instance, device->key);
  return {error, error == 0 ? nullptr : "the driver refused the change of its resources"};
}

mapproof_arrange_outcome Framework::resource(std::uint64_t key, std::uint32_t chunk,
                                             mapproof_driver_resource& resource) {
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto found = memory_.resource(key, chunk);
  if (!found) return {ENXIO, "no device has this resource key and chunk"};
  resource = *found;
  return {0, nullptr};
}

mapproof_arrange_outcome Framework::kernel_memory(std::size_t length, void*& address) {
  const std::lock_guard<std::mutex> lock(mutex_);
  void* const memory = memory_.kernel_memory(length);
  if (memory == nullptr) return {ENOMEM, "the framework has no more kernel memory"};
  address = memory;
  return {0, nullptr};
}

unsigned long convert_pages(std::uint32_t conversion, unsigned long value, std::size_t page) {
  switch (conversion) {
    case MAPPROOF_PTOB:
      return value * page;  // high bits are lost, as the documents say
    case MAPPROOF_BTOP:
      return value / page;
    default:
      return value / page + (value % page != 0 ? 1 : 0);
  }
}

mapproof_page_id Framework::page_id(const mapproof_page_id_request& request) {
  const std::lock_guard<std::mutex> lock(mutex_);
  return memory_.page_id(request);
}

}  // namespace mapproof::ddi
