// What the framework keeps of a device instance and of one open() on it.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>
#include <map>
#include <memory>

namespace mapproof::ddi {

struct Device {
  const mapproof_driver* driver = nullptr;
  int number = 0;
  std::uint64_t key = 0;
  void* instance = nullptr;
  std::map<std::uint32_t, unsigned> open_channels;  // how many open files each channel has
};

/// Lives as long as its descriptor or any page that was mapped through it.
struct OpenFile {
  std::shared_ptr<Device> device;
  std::uint32_t channel = 0;
  std::uint32_t access = 0;
};

}  // namespace mapproof::ddi
