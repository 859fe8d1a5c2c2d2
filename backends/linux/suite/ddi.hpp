// The framework in the kernel, as a session sees it: the suite's drivers run in this process, the framework does not.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <mapproof/backend.h>

#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "linux/io/descriptor.hpp"

struct mapproof_ddi_map;

namespace mapproof::lnx {

/// The target whose only content is the framework.
inline constexpr const char* ddi_target = "ddi:linux";

/// Whether the module mapproof-ddi is loaded and may be used.
bool has_ddi();

/// Throws Refusal if the module is missing.
void require_ddi();

/// One control device of the module; it is opened when it is first needed.
class DdiFramework {
 public:
  DdiFramework() = default;
  ~DdiFramework();
  DdiFramework(const DdiFramework&) = delete;
  DdiFramework& operator=(const DdiFramework&) = delete;

  mapproof_status_outcome attach(const mapproof_driver* driver);
  mapproof_status_outcome detach(int device);
  mapproof_status_outcome open(const mapproof_driver_open_request& request);
  mapproof_status_outcome close(int fd);
  mapproof_address_outcome map(const mapproof_mmap_request& request);
  mapproof_status_outcome unmap(const mapproof_unmap_request& request);
  mapproof_page_id page_id(const mapproof_page_id_request& request);
  mapproof_arrange_outcome modify(int device);
  mapproof_arrange_outcome resource(std::uint64_t key, std::uint32_t chunk, mapproof_driver_resource& resource);
  mapproof_arrange_outcome kernel_memory(std::size_t length, void*& address);

 private:
  struct Attached {
    const mapproof_driver* driver = nullptr;
    void* instance = nullptr;
  };
  struct Memory {
    std::uintptr_t address;
    std::size_t length;
    std::uint64_t handle;
  };

  int call(unsigned long command, void* argument);
  Attached attached(int device);
  Attached of_descriptor(int fd);
  mapproof_page_id ask(const Attached& asked, const mapproof_ddi_map& question);
  void hear_of_closes();

  std::mutex mutex_;
  Descriptor control_;
  std::map<int, Attached> devices_;
  std::map<int, int> device_of_descriptor_;
  std::vector<Memory> memory_;
};

}  // namespace mapproof::lnx
